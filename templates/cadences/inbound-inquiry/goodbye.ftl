
Hi ${prospect.firstName!"there"},

I will leave your inquiry here, so this is my last mail about it. You may have found another way, or other things came first.

If you come back to it, one week of real jobs from Excel is enough to see what Rute would do<#if (account.name)??> for ${account.name}</#if>. That first plan is free, and there is no yearly contract after it.

Nothing is needed from you now. A reply to this mail comes straight to me, even in half a year.

<#include "/snippets/signature.ftl">

<#include "/snippets/footer.ftl">
