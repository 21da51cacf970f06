
Hi ${prospect.firstName!"there"},

This is my last mail about day planning. Perhaps what you have works well, or this is the wrong time. Either is a good reason.

Worth knowing if that changes:

<#include "/snippets/price.ftl">

You don't need to answer. If <#if (account.name)??>${account.name} wants<#else>you want</#if> to look at it one day, reply to this mail and it comes to me.

<#include "/snippets/signature.ftl">

<#include "/snippets/footer.ftl">
