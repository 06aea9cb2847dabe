/** What the cells of the generated list are made of. People, companies and addresses are invented. */

/**
 * The entries of a text, commas between them.
 * @param {TemplateStringsArray} text
 */
const entries = ([text]) => text.trim().split(/\s*,\s*/);

/**
 * Each entry as often as its weight says.
 * @param {Record<string, readonly string[]>} byWeight
 */
const weighted = byWeight =>
  Object.entries(byWeight).flatMap(([weight, choices]) => Array(Number(weight)).fill(choices).flat());

/**
 * As most people write it, and as some do.
 * @param {readonly string[]} spellings
 */
const anyCase = spellings => [
  ...weighted({ 7: spellings }),
  ...spellings.map(spelling => spelling.toUpperCase()),
  ...weighted({ 2: spellings.map(spelling => spelling.toLowerCase()) }),
];

export const FIRST_NAMES = entries`
  Abigail, Amélie, Ana, Anna, Ben, Błażej, Carla, Celina, Clara, Damien, Dora, Edith, Éloïse, Emil, Eva, Fergus, Finn,
  Gaëlle, Greta, Hanna, Hervé, Hollis, Ida, Inès, Ivo, Jagoda, Jan, Jasper, Joël, Jonas, Kacper, Keira, Lars, Léa, Lena,
  Liam, Lorcan, Łucja, Maeve, Maja, Mara, Michał, Mila, Nina, Noémie, Nora, Olga, Oskar, Otto, Paul, Petra, Piers, Rémi,
  Rosa, Róża, Silas, Sofia, Solène, Tamsin, Théo, Tom, Ugo, Vera, Wanda, Yann, Zoé, Żaneta`;

const NAME_STARTS = entries`
  Ash, Bel, Brack, Cold, Dun, Elm, Fal, Grist, Hal, Ingle, Jar, Kest, Lark, Marsh, Nether, Oat, Pont, Quill, Rook, Sten,
  Thorn, Ull, Vaux, Wex, Yarrow, Zim`;
const NAME_ENDS = entries`
  berg, bury, combe, dale, feld, fleur, grove, hallow, iski, kamp, ler, marrow, nowicz, oria, pot, quist, rivière, son,
  strand, tal, vik, wick, wood, zyk`;
export const LAST_NAMES = NAME_STARTS.flatMap(start => NAME_ENDS.map(end => `${start}${end}`));

const COMPANY_STARTS = entries`
  Acre, Alder, Amber, Basalt, Birch, Blue, Brass, Bright, Cedar, Clay, Cobalt, Copper, Coral, Delta, Dove, East, Elder,
  Fern, Flint, Fox, Glen, Gold, Granite, Harbour, Hazel, Heron, Indigo, Iron, Ivory, Jade, Juniper, Kite, Lake, Larch,
  Linden, Maple, Marble, Meadow, Moss, North, Oak, Onyx, Opal, Otter, Pearl, Pine, Quartz, Raven, Reed, River, Rowan,
  Sable, Silver, Slate, Stone, Swift, Teal, Thistle, Umber, Vale, Violet, West, Willow, Wren`;
const COMPANY_ENDS = entries`
  bridge, cast, craft, data, field, flow, foods, forge, freight, gate, grid, works, labs, line, link, logic, mill, net,
  pack, path, point, port, press, print, soft, spark, steel, stock, tech, textil, tools, trade, ware, wave, yard`;
export const COMPANIES = COMPANY_STARTS.flatMap(start => COMPANY_ENDS.map(end => `${start}${end}`));
export const COMPANY_FORMS = ['', '', '', ' Ltd', ' GmbH', ' SARL', ' S.A.', ' sp. z o.o.', ' Inc.', ' & Co'];
export const DOMAIN_ENDS = [
  '.example',
  '.example',
  '.com.example',
  '.fr.example',
  '.pl.example',
  '.de.example',
];
export const SHARED_MAIL = weighted({
  6: ['mailbox.example'],
  3: ['courrier.example', 'poczta.example'],
  1: ['postfach.example', 'webmail.example', 'freemail.example', 'quickmail.example'],
});
export const RIVALS = ['rival-planning.example', 'other-rival.example', 'rywal.pl.example'];

const AREAS = entries`
  Sales, Marketing, Operations, Finance, IT, Engineering, Purchasing, Logistics, Production, Quality, HR, Product,
  Customer Success, Data, Security, Legal, Facilities, Maintenance, Supply Chain, R&D`;
const AREAS_FR = entries`
  commercial, marketing, des opérations, financier, informatique, technique, des achats, logistique, de production,
  qualité`;
const AREAS_PL = [
  'sprzedaży',
  'marketingu',
  'operacyjny',
  'finansowy',
  'IT',
  'zakupów',
  'logistyki',
  'produkcji',
];
export const TITLES = anyCase([
  ...weighted({
    12: entries`
      CEO, CTO, CFO, COO, CIO, Owner, Founder, Co-Founder, Managing Director, Gérant, PDG, Prezes zarządu, Właściciel,
      Geschäftsführer, Consultant, Accountant, Office Manager, Développeur, Księgowa, Einkäufer, Analyst, Buyer, Student`,
    4: entries`
      Gérante, Fondatrice, Wlasciciel, Geschäftsführerin, Inhaber, Assistant to the CEO, Assistante de direction, Intern,
      Asystentka prezesa, Stagiaire, Founder & CEO, CEO / Owner, Deputy Managing Director, Président, Prezes`,
    1: [
      ...AREAS.flatMap(area => [
        `Head of ${area}`,
        `${area} Manager`,
        `${area} Director`,
        `VP ${area}`,
        `${area} Specialist`,
        `Junior ${area} Manager`,
        `Director of ${area}`,
        `${area} Assistant`,
        `Senior ${area} Analyst`,
        `Chief ${area} Officer`,
      ]),
      ...AREAS_FR.flatMap(area => [
        `Directeur ${area}`,
        `Directrice ${area}`,
        `Responsable ${area}`,
        `Chargé ${area}`,
      ]),
      ...AREAS_PL.flatMap(area => [`Dyrektor ${area}`, `Kierownik ${area}`, `Specjalista ${area}`]),
    ],
  }),
]);

export const DEPARTMENTS = [...AREAS, ...AREAS.slice(0, 5), 'Direction générale', 'Zarząd', 'Management'];
/** From here on the first entries of a list are the most frequent ones. */
export const INDUSTRIES = entries`
  Manufacturing, Software, Logistics, Retail, Industrie, Consulting, Construction, Produkcja, Healthcare, MANUFACTURING,
  Logistique, Education, Food & Beverage, Automotive, software, Banking, Logistyka, Bâtiment, Energy, Fertigung, Santé,
  Commerce de détail, manufacturing, Public Sector, Chemicals, Budownictwo, RETAIL, Agroalimentaire, Insurance, Saas,
  Automobile, Media, Logistik, logistics, Éducation, Hospitality, Énergie, CONSTRUCTION, Spożywczy, Real Estate, BTP,
  Handel detaliczny, Chimie, industrie, Edukacja, Banque, produkcja, Ochrona zdrowia, SOFTWARE, Energetyka, LOGISTIQUE,
  healthcare, food & beverage, BÂTIMENT, consulting, batiment, spozywczy, automotive, bâtiment, PRODUKCJA, ÉNERGIE`;
export const COUNTRIES = entries`
  France, Germany, Poland, United Kingdom, Belgium, FR, United States, Deutschland, Netherlands, Polska, Spain, DE, PL,
  FRANCE, Italy, UK, Austria, Switzerland, france, Belgique, Niemcy, GERMANY, Suisse, Allemagne, Portugal, poland, USA,
  España, Nederland, GB, Österreich, Czechia, Sweden, BE, NL, Luxembourg, germany, Pologne, Schweiz, Ireland, Canada,
  Denmark, Norway, België, Italia, Great Britain, POLSKA, Romania, Hungary, ES, India, Brazil, Maroc, Česko, BELGIË,
  Espagne, US, AUSTRIA, österreich, belgie`;
export const CITIES = entries`
  Lyon, Nantes, Lille, Toulouse, Rennes, Paris, Köln, Berlin, Hamburg, München, Leipzig, Łódź, Kraków, Poznań, Gdańsk,
  Warszawa, Leeds, Bristol, London, Glasgow, Gent, Bruxelles, Utrecht, Madrid, Porto, Milano, Graz, Zürich, Brno, Oslo`;
export const REGIONS = [
  'EMEA',
  'EMEA',
  'West',
  'North',
  'South',
  'DACH',
  'CEE',
  'Bretagne',
  'Śląskie',
  'Bayern',
];
export const SOURCES = entries`
  Google Ads, LinkedIn, Purchased List, Organic Search, Webinar, Referral, Trade Fair, Direct, Facebook, google ads,
  LINKEDIN, Partner, Broker list, organic search, webinar, LinkedIn Ads, Google, referral, Salon, Webinaire, linkedin,
  Targi, adwords, Recommandation, seo, fb, Polecenie, Podcast, trade fair, PURCHASED LIST, Organic, li, Meta, facebook,
  webinarium, partner, direct`;
export const CAMPAIGNS = entries`
  Newsletter 09, Retargeting, Demo request, E-book planning, Brand DE, Brand FR, Autumn webinar, Pricing page, Brand PL,
  Lookalike 1, Free trial, Newsletter 06, White paper, Hannover fair, Book a demo, Competitors, Spring webinar, Quote form,
  Newsletter 05, Broker 2026-07, E-book costs, Démo en ligne, Blog, Poznań fair, Devis, Lookalike 2, Broker 2026-03,
  Checklist, Trial 14 days, Newsletter 04, Lyon fair, Zapytanie o cenę, Win-back, demo request, Podcast, Democracy day`;
export const TIMELINES = entries`
  3-6 months, 1-3 months, No plans, This quarter, 6-12 months, Just looking, Immediately, This month, Next year, ASAP,
  12+ months, < 3 months, this quarter, no plans, 1-3 Months, immediately, this month, NO PLANS, asap`;

export const SHORT_NOTES = entries`
  called, left voicemail, mail sent, no answer, call back, wrong number, met at fair, asked for prices, on holiday,
  rappeler, oddzwonić, interested, not now, - see history, via partner, Nr. 2 in buying centre`;
export const NOTE_STARTS = entries`
  Asked for, Wants, Has read, Compares us with, Looks for, Demande, Prosi o, Braucht`;
export const NOTE_QUOTES = entries`
  the big package, offline mode, a fixed price, planning for 3 plants, une démo, cennik, that other tool, Phase 2`;
export const NOTE_ENDS = entries`
  call back on Tuesday, prefers mail, budget next year, speak to the owner first, rappeler en mars, tel. po 15`;
