
Hei<#if prospect.firstName??> ${prospect.firstName}</#if>,

Dette er den siste e-posten fra meg om kjøreplaner. Kanskje fungerer det dere har i dag helt fint, eller så passer det ikke akkurat nå. Begge deler er helt greit.

Fint å vite hvis det endrer seg:

<#include "/snippets/price-nb.ftl">

Du trenger ikke å svare. Blir det aktuelt<#if (account.name)??> for ${account.name}</#if> senere, er det bare å svare på denne e-posten, så kommer svaret til meg.

<#include "/snippets/signature-nb.ftl">

<#include "/snippets/footer-nb.ftl">
