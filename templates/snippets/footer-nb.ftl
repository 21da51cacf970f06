Rute AS, Thorvald Meyers gate 48, 0555 Oslo
Vil du helst slippe e-post fra meg? Meld deg av her, så skriver jeg ikke igjen:
${unsubscribeUrl}
