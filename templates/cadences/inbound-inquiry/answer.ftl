Subject: Your inquiry to Rute

Hi ${prospect.firstName!"there"},

Thank you for <#if (prospect.fields.message)??>your message through our website<#else>filling in the form on our website</#if>. It has arrived, and I am the one who will answer it.

In short: Rute plans the day's driving for field-service teams, and plans it again when a job runs late or is cancelled. The customer can get a text with the new arrival time.

<#if prospect.phone??>
I would like to hear how you do this today, so I will call you on ${prospect.phone}. If another number or time suits you better, reply with it.
<#else>
I would like to hear how you do this today. Which number can I reach you on, and when?
</#if>

<#include "/snippets/signature.ftl">

<#include "/snippets/footer.ftl">
