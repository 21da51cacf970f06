The price is per technician a month, without a yearly contract. The first plan is free, for one week of real jobs.
