/** Short words with common words of other meanings that hold them, folded, in English, French and Polish. */
const TRAPS = `
  ads: leads roads uploads
  ag: agency manager package
  ai: email retail maintenance
  app: apparel apprentice happy
  art: department partner quarter
  bus: business abuse
  car: career healthcare carpenter
  cco: accountant accounting tobacco
  cio: conscious precious spacious
  coo: coordinator cooperative cook
  cro: across microsoft macro
  cto: director doctor contractor factory sector
  cdo: mcdonald
  demo: democracy demographics
  dg: budget gadget bridge
  eu: neutral entrepreneur vendeur directeur
  erp: enterprise interpreter
  free: freelance freedom
  gas: gastronomy
  gm: segment pragmatic
  hr: christian threat chrome
  inc: province principal including
  inn: innovation innowacje
  it: audit digital security recruiter
  law: wroclaw lawn
  man: manager management romania
  med: media mediation
  ngo: mango congo
  ong: congress among longue
  oil: toilet boiler soil
  ops: shops workshops laptops
  pm: development equipment shipment
  pme: equipment shipment
  po: support corporate export
  port: support export transport report
  pr: product process project president
  pub: public publishing republic
  qa: qatar
  rail: trailer
  rep: entrepreneur preparation
  rh: rhone
  rse: nurse course bourse diverse
  sa: sales usage wholesale
  sas: kansas arkansas
  sea: research season overseas
  seo: seoul
  shop: workshop bishop
  spa: spain space transparency
  test: contest attestation latest
  ui: recruiter building equipment
  uk: produkcja ukraine
  us: business industry customer
  usa: usage thousand lausanne
  ux: luxury bordeaux travaux
  vet: veteran velvet
  war: software hardware warehouse
`;

const LONGER = new Map(
  TRAPS.trim()
    .split('\n')
    .map(line => line.trim().split(/[: ]+/))
    .map(([short = '', ...longer]) => [short, longer] as const),
);

/** Common words that hold a short word somewhere; none where it is not known to be found in others. */
export function longerWords(folded: string): readonly string[] {
  return LONGER.get(folded) ?? [];
}

/** All short words of the list. */
export const SHORT_WORDS: readonly string[] = [...LONGER.keys()];
