
Hi ${prospect.firstName!"there"},

I have written about arrival texts and a second depot, and will leave both there. Day planning goes on as it is, and you can add either one later by replying to this mail.

One question instead, because you use Rute and I only sell it. If you could change one thing in how day planning works<#if (account.name)??> for ${account.name}</#if>, what would it be? One line is enough. I pass it on to the people who build it.

<#include "/snippets/signature.ftl">

<#include "/snippets/footer.ftl">
