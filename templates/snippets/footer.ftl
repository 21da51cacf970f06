Rute AS, Thorvald Meyers gate 48, 0555 Oslo, Norway
Would you rather not hear from me? Unsubscribe here, and I will not write again:
${unsubscribeUrl}
