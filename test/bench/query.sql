-- The work of rulebook.yaml, written by hand for DuckDB: every row with its stage, scores and framework, in input order,
-- then the leads of each source by stage. Unknown is NULL, so that SQL's own three values do the rest. It does less than
-- leadsieve: no reasons, no next question, no stage that could still be reached, no route, no guarded formulas.
-- duckdb.mjs puts quoted paths in the place of :input, :output and :counts.
--
-- Tried and slower: a temporary table of the judged rows, copied and counted from there; judging the list a second time
-- for the counts; texts folded by strip_accents(lower(trim(…))) before they are compared, instead of expressions that
-- ignore case; the columns sniffed. Long IN lists become joins, after which COPY no longer keeps the order of the rows.

CREATE MACRO is_blank(cell) AS regexp_full_match(cell,
  '\s*(|-|--|n/a|na|null|none|nan|#n/a|nc|nd|unknown|inconnu|brak|non renseign[ée])\s*', 'i');

CREATE MACRO has_word(cell, words) AS CASE
  WHEN regexp_matches(cell, '(?:^|[^a-z0-9à-ỿ])(?:' || words || ')(?:$|[^a-z0-9à-ỿ])', 'i') THEN true
  WHEN NOT is_blank(cell) THEN false
END;

CREATE MACRO is_one_of(cell, texts) AS CASE
  WHEN regexp_full_match(cell, '\s*(?:' || texts || ')\s*', 'i') THEN true
  WHEN NOT is_blank(cell) THEN false
END;

CREATE MACRO points(condition, number) AS CASE WHEN condition THEN number ELSE 0 END;

CREATE MACRO sign(answer) AS CASE WHEN answer THEN '+' WHEN NOT answer THEN '-' ELSE '?' END;

CREATE TEMP VIEW judged AS
WITH list AS (
  FROM read_csv(:input, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', columns = {
    'Lead ID': 'VARCHAR', 'Created Date': 'VARCHAR', 'First Name': 'VARCHAR', 'Last Name': 'VARCHAR',
    'Email': 'VARCHAR', 'Phone': 'VARCHAR', 'Company': 'VARCHAR', 'Website': 'VARCHAR', 'Job Title': 'VARCHAR',
    'Department': 'VARCHAR', 'Industry': 'VARCHAR', 'Employees': 'VARCHAR', 'Annual Revenue': 'VARCHAR',
    'Country': 'VARCHAR', 'City': 'VARCHAR', 'Region': 'VARCHAR', 'Lead Source': 'VARCHAR', 'Campaign': 'VARCHAR',
    'Budget': 'VARCHAR', 'Timeline': 'VARCHAR', 'Last Activity Date': 'VARCHAR', 'Opted Out': 'VARCHAR',
    'Notes': 'VARCHAR'
  })
), cells AS (
  SELECT
    *,
    lower(trim("Lead Source")) AS folded_source,
    lower(split_part("Email", '@', 2)) AS email_domain,
    TRY_CAST("Employees" AS DOUBLE) AS size,
    DATE '2026-11-01' - TRY_CAST("Created Date" AS DATE) AS age,
    DATE '2026-11-01' - TRY_CAST("Last Activity Date" AS DATE) AS silence
  FROM list
), answers AS (
  SELECT
    *,
    TRY_CAST("Budget" AS DOUBLE) >= 10000 AS has_budget,
    has_word("Job Title", 'ceo|cto|cfo|coo|cio|chief|founder|fondatrice|owner|pr[ée]sident|managing director|director|'
      || 'head of|vp|g[ée]rante?|pdg|directeur|directrice|prezes|w[łl]a[śs]ciciel|dyrektor|'
      || 'gesch[äa]ftsf[üu]hrer(?:in)?|inhaber') AS has_authority,
    has_word("Campaign", 'd[ée]mo|trial|pricing|quote|devis|cen[ęe]') AS has_need,
    is_one_of("Timeline", 'immediately|asap|this month|this quarter|< 3 months|1-3 months') AS has_timing,
    regexp_full_match("Opted Out", '\s*(?:yes|true|1|y|x|oui|vrai|tak|prawda)\s*', 'i') AS refused,
    email_domain IN ('rival-planning.example', 'other-rival.example', 'rywal.pl.example') AS competitor,
    list_contains(['mailbox.example', 'courrier.example', 'poczta.example', 'postfach.example', 'webmail.example',
      'freemail.example', 'quickmail.example'], email_domain) AS has_free_mail,
    is_one_of("Industry", 'manufacturing|industrie|produkcja|fertigung|logistics|logistique|logistyka|logistik|'
      || 'construction|b[âa]timent|budownictwo|automotive|automobile|food & beverage|agroalimentaire|'
      || 'spo[żz]ywczy|chemicals|chimie') AS is_maker,
    is_one_of("Country", 'france|fr|germany|de|deutschland|allemagne|niemcy|poland|pl|polska|pologne|belgium|be|'
      || 'belgique|belgi[ëe]|austria|[öo]sterreich|switzerland|suisse|schweiz|luxembourg|netherlands|nederland|nl')
      AS in_market,
    CASE
      WHEN is_blank("Lead Source") THEN NULL
      ELSE coalesce(MAP {
        'google': 'google ads', 'adwords': 'google ads', 'linkedin ads': 'linkedin', 'li': 'linkedin',
        'organic': 'organic search', 'seo': 'organic search', 'broker list': 'purchased list', 'webinaire': 'webinar',
        'webinarium': 'webinar', 'recommandation': 'referral', 'polecenie': 'referral', 'salon': 'trade fair',
        'targi': 'trade fair', 'fb': 'facebook', 'meta': 'facebook'
      }[folded_source], folded_source)
    END AS origin
  FROM cells
), sums AS (
  SELECT
    *,
    CASE WHEN size >= 500 THEN 25 WHEN size >= 50 THEN 20 WHEN size >= 10 THEN 10 ELSE 0 END
      + points(is_maker, 15) + points(in_market, 10) - points(has_free_mail, 10)
      + CASE WHEN has_authority THEN
          points(NOT has_word("Job Title", 'assistant|assistante|asystentka|deputy|junior|intern|stagiaire'), 20)
        ELSE 0 END AS fit_sum,
    points(size IS NULL, 25) + points(is_maker IS NULL, 15) + points(in_market IS NULL, 10)
      + points(has_authority IS NULL, 20) AS fit_unknown,
    points(has_need, 20) + points(age BETWEEN 0 AND 120, 12.5)
      + points(origin IN ('referral', 'webinar', 'organic search', 'partner'), 10)
      + points(origin NOT IN ('purchased list', 'direct'), 5) AS engagement_sum,
    points(has_budget, 1) + points(has_authority, 1) + points(has_need, 1) + points(has_timing, 1) AS bant
  FROM answers
), scores AS (
  SELECT
    *,
    greatest(least(fit_sum, 60), 0) AS fit,
    round(least(engagement_sum, 40) * CASE
      WHEN silence > 180 THEN 0.25
      WHEN silence > 90 OR silence IS NULL THEN 0.5
      WHEN silence > 30 THEN 0.75
      ELSE 1
    END, 2) AS engagement
  FROM sums
)
SELECT
  "Lead ID", "Created Date", "First Name", "Last Name", "Email", "Phone", "Company", "Website", "Job Title",
  "Department", "Industry", "Employees", "Annual Revenue", "Country", "City", "Region", "Lead Source", "Campaign",
  "Budget", "Timeline", "Last Activity Date", "Opted Out", "Notes",
  CASE
    WHEN refused OR competitor THEN 'disqualified'
    WHEN bant >= 3 AND fit + engagement >= 40 THEN 'SQL'
    WHEN fit + engagement >= 45 THEN 'MQL'
    WHEN fit_sum + fit_unknown < 20 THEN 'no-fit'
    WHEN has_need OR has_authority THEN 'nurture'
    ELSE 'lead'
  END AS qual_stage,
  fit + engagement AS qual_score,
  fit AS qual_score_fit,
  engagement AS qual_score_engagement,
  bant || ' of 4' AS qual_bant,
  'budget' || sign(has_budget) || ' authority' || sign(has_authority) || ' need' || sign(has_need)
    || ' timing' || sign(has_timing) AS qual_bant_detail,
  coalesce(origin, '(none)') AS qual_source
FROM scores;

COPY (FROM judged) TO :output (FORMAT csv, HEADER);

COPY (
  SELECT
    qual_source AS source,
    CASE qual_stage WHEN 'no-fit' THEN 'disqualified' WHEN 'nurture' THEN 'prospect' ELSE qual_stage END AS stage,
    count(*) AS leads
  FROM read_csv(:output, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', columns = {
    'Lead ID': 'VARCHAR', 'Created Date': 'VARCHAR', 'First Name': 'VARCHAR', 'Last Name': 'VARCHAR',
    'Email': 'VARCHAR', 'Phone': 'VARCHAR', 'Company': 'VARCHAR', 'Website': 'VARCHAR', 'Job Title': 'VARCHAR',
    'Department': 'VARCHAR', 'Industry': 'VARCHAR', 'Employees': 'VARCHAR', 'Annual Revenue': 'VARCHAR',
    'Country': 'VARCHAR', 'City': 'VARCHAR', 'Region': 'VARCHAR', 'Lead Source': 'VARCHAR', 'Campaign': 'VARCHAR',
    'Budget': 'VARCHAR', 'Timeline': 'VARCHAR', 'Last Activity Date': 'VARCHAR', 'Opted Out': 'VARCHAR',
    'Notes': 'VARCHAR', 'qual_stage': 'VARCHAR', 'qual_score': 'VARCHAR', 'qual_score_fit': 'VARCHAR',
    'qual_score_engagement': 'VARCHAR', 'qual_bant': 'VARCHAR', 'qual_bant_detail': 'VARCHAR', 'qual_source': 'VARCHAR'
  })
  GROUP BY ALL
) TO :counts (FORMAT csv, HEADER);
