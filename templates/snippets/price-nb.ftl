Du betaler per tekniker og måned, uten årskontrakt. Den første planen er gratis og dekker én uke med ekte oppdrag.
