Best,
<#if sender.signature??>
${sender.signature?trim}
<#else>
${sender.name}
Rute
<#if sender.phone??>
${sender.phone}
</#if>
</#if>
