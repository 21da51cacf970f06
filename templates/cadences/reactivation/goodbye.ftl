
Hi ${prospect.firstName!"there"},

I take it that day planning is not on the list<#if (account.name)??> at ${account.name}</#if> right now, so this is the last mail from me about it.

If that changes, these are the terms:

<#include "/snippets/price.ftl">

There is no need to answer. Thank you for the time you gave us earlier. If you want to pick it up again, a reply to this mail reaches me.

<#include "/snippets/signature.ftl">

<#include "/snippets/footer.ftl">
