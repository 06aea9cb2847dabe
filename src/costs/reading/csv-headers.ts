/** What a column of a cost file may hold. */
export type CostColumn =
  | 'source'
  | 'amount'
  | 'currency'
  | 'date'
  | 'until'
  | 'kind'
  | 'what'
  | 'allocate'
  | 'only';

/**
 * Headers as `normaliseHeader` has them, best first: nearest to what a lead's source is called. English, French, Polish,
 * German, Spanish, Italian, Dutch and Portuguese; with the names that the platforms' programming interfaces use.
 */
export const HEADERS: Readonly<Record<CostColumn, readonly string[]>> = {
  source: [
    ...['source', 'lead source', 'utm source', 'zrodlo', 'quelle', 'fuente', 'fonte', 'bron', 'origem'],
    ...['channel', 'canal', 'kanal', 'canale', 'kanaal', 'marketing channel', 'levier', 'support'],
    ...['campaign', 'campagne', 'kampania', 'kampagne', 'campana', 'campagna', 'campanha'],
    ...[
      'campaign name',
      'campaignname',
      'nom de la campagne',
      'nom de campagne',
      'nazwa kampanii',
      'nazwa kampania',
    ],
    ...['kampagnenname', 'name der kampagne', 'nombre de la campana', 'nome campagna', 'nome della campagna'],
    ...['campagnenaam', 'nome da campanha', 'budget name'],
    ...['platform', 'plateforme', 'platforma', 'plattform', 'plataforma', 'piattaforma'],
    ...[
      'vendor',
      'supplier',
      'provider',
      'fournisseur',
      'prestataire',
      'dostawca',
      'anbieter',
      'proveedor',
      'fornitore',
    ],
  ],
  amount: [
    ...[
      'amount',
      'cost',
      'spend',
      'amount spent',
      'total spent',
      'total spend',
      'total cost',
      'billed cost',
      'spent',
    ],
    ...[
      'ad spend',
      'media spend',
      'media cost',
      'expense',
      'expenses',
      'invoice amount',
      'metrics cost micros',
    ],
    ...['cost micros', 'costinlocalcurrency', 'cost in local currency'],
    ...[
      'montant',
      'montant depense',
      'montant facture',
      'montant total',
      'cout',
      'couts',
      'cout total',
      'depense',
    ],
    ...['depenses', 'budget depense', 'prix', 'frais'],
    ...['koszt', 'koszty', 'kwota', 'wydana kwota', 'kwota wydana', 'wydatki', 'wydatek', 'wydano', 'wydane'],
    ...['koszt calkowity', 'laczny koszt', 'wartosc', 'cena'],
    ...[
      'betrag',
      'kosten',
      'ausgaben',
      'ausgegebener betrag',
      'werbeausgaben',
      'gesamtkosten',
      'gesamtbetrag',
    ],
    ...['importe', 'importe gastado', 'coste', 'costo', 'gasto', 'gastos', 'coste total'],
    ...['importo', 'importo speso', 'spesa', 'spese', 'costi'],
    ...['bedrag', 'uitgaven', 'besteed bedrag', 'custo', 'montante', 'valor gasto', 'valor'],
    ...['total'],
  ],
  currency: [
    ...[
      'currency',
      'currency code',
      'currencycode',
      'account currency',
      'devise',
      'code devise',
      'code de devise',
    ],
    ...['code de la devise', 'monnaie', 'waluta', 'kod waluty', 'waluta konta', 'wahrung', 'wahrungscode'],
    ...['moneda', 'codigo de moneda', 'divisa', 'valuta', 'codice valuta', 'moeda'],
  ],
  date: [
    ...[
      'date',
      'day',
      'jour',
      'data',
      'dzien',
      'datum',
      'tag',
      'fecha',
      'dia',
      'giorno',
      'dag',
      'invoice date',
    ],
    ...[
      'date de facture',
      'date facture',
      'data faktury',
      'rechnungsdatum',
      'start date',
      'start date in utc',
    ],
    ...['timeperiod', 'time period', 'gregoriandate', 'gregorian date', 'segments date'],
    ...['reporting starts', 'debut des rapports', 'poczatek raportowania', 'data rozpoczecia raportowania'],
    ...['berichtsbeginn', 'auswertungsbeginn', 'date de debut', 'data rozpoczecia'],
  ],
  until: [
    ...['reporting ends', 'fin des rapports', 'koniec raportowania', 'data zakonczenia raportowania'],
    ...['berichtsende', 'auswertungsende'],
  ],
  kind: ['kind'],
  what: ['what'],
  allocate: ['allocate'],
  only: ['only'],
};
/** An amount without the word: `HT`, `Netto`, `Total TTC`. */
export const TAX_ALONE: ReadonlySet<string> = new Set(['']);
export const NET =
  /\b(?:ht|htva|hors taxes?|hors tva|net|netto|nette|excl(?:uding)? (?:vat|tax(?:es)?|btw)|ex (?:vat|tax)|without (?:vat|tax)|bez vat|sin iva|iva esclusa|zzgl mwst|ohne mwst)\b/;
export const GROSS =
  /\b(?:ttc|tvac|toutes taxes comprises|brut|brutto|gross|incl(?:uding)? (?:vat|tax(?:es)?|btw)|inc (?:vat|tax)|with (?:vat|tax)|z vat|con iva|iva inclusa|inkl mwst)\b/;
export const UNITS: readonly (readonly [RegExp, number])[] = [
  [/\b(?:micros)\b/, -6],
  [/\b(?:in 000s?|000s?|in thousands|thousands|en milliers|milliers|w tys|tys|in tausend|tsd)\b/, 3],
  [/\b(?:in millions?|millions?|en millions|w mln|mln|mio)\b/, 6],
];
