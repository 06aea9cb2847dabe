import { describe, expect, test } from 'vitest';
import { leadsieve, openWorkshop } from '../leadsieve.ts';

const AS_OF = ['--as-of', '2026-11-01'];
const CONTACT = 'Job Title,Number of Employees,Country,Need,Opt-in';
const LEAD = 'CEO,300,France,yes,yes';

/** Judges a list by a rulebook. */
async function qualify(list: string, ...args: string[]) {
  const shop = openWorkshop();
  shop.write('leads.csv', list);
  const { code, err: stderr } = await leadsieve(['qualify', 'leads.csv', ...AS_OF, ...args], {
    cwd: shop.path,
  });
  return { code, stderr, shop };
}

/** The stages that `purchased-list` gives the leads of a list. */
async function stagesOf(list: string): Promise<readonly (string | undefined)[]> {
  const { shop, code } = await qualify(list, '--rules', 'purchased-list', '--select', 'qual_stage');
  expect(code).toBe(0);
  const rows = shop.read('qualified/leads.annotated.csv').trim().split('\n').slice(1);
  return rows.map(row => row.split(',').at(-1));
}

describe('refusals', () => {
  test('count in whichever column they are', async () => {
    const rows = [
      `${LEAD},0,0`,
      `${LEAD},0,1`,
      `${LEAD},,1`,
      `${LEAD},1,0`,
      `${LEAD},0,perhaps`,
      `${LEAD},1,perhaps`,
    ];
    expect(await stagesOf([`${CONTACT},Email Opt Out,Blacklisted`, ...rows].join('\n'))).toEqual([
      'SQL',
      'disqualified',
      'disqualified',
      'disqualified',
      'review',
      'disqualified',
    ]);
  });

  test('outweigh consent elsewhere: it must hold in every column', async () => {
    const rows = [`${LEAD},subscribed`, `${LEAD},no consent`, `${LEAD},`, `${LEAD},2026-05-03`];
    expect(await stagesOf([`${CONTACT},Marketing Status`, ...rows].join('\n'))).toEqual([
      'SQL',
      'disqualified',
      'SQL',
      'review',
    ]);
  });

  test('that no rule reads are named in the run, in summary.json and to a gate', async () => {
    const list = [`${CONTACT},Email Bounced,Ne plus solliciter,Notes`, `${LEAD},no,,`].join('\n');
    const gate = ['--fail-if', 'unread_refusals > 0'];
    const { code, stderr, shop } = await qualify(list, '--rules', 'purchased-list', ...gate);
    expect(stderr).toContain(
      'leads: no rule reads the columns "Email Bounced" and "Ne plus solliciter", which may say who refused to be contacted\n',
    );
    expect(stderr).toContain('--fail-if unread_refusals > 0: it is 2\n');
    expect(code).toBe(1);
    const summary = JSON.parse(shop.read('qualified/held/summary.json')) as {
      readonly lists: readonly { readonly unread_refusals: readonly string[] }[];
      readonly warnings: readonly string[];
    };
    expect(summary.lists.map(({ unread_refusals }) => unread_refusals)).toEqual([
      ['Email Bounced', 'Ne plus solliciter'],
    ]);
    expect(summary.warnings.some(warning => warning.includes('Ne plus solliciter'))).toBe(true);
  });

  test('are named where a rulebook has no field for them', async () => {
    const { code, stderr } = await qualify(`${CONTACT},doNotContact\n${LEAD},1\n`, '--rules', 'bant');
    expect(code).toBe(0);
    expect(stderr).toContain('leads: no rule reads the column "doNotContact", which may say');
  });

  test('are not named where they are read, nor are other columns', async () => {
    const { stderr, shop } = await qualify(
      `${CONTACT},Do Not Contact,Notes\n${LEAD},1,\n`,
      ...['--rules', 'purchased-list'],
    );
    expect(stderr).not.toContain('no rule reads');
    expect(shop.read('qualified/summary.json')).toContain('"unread_refusals": []');
  });

  test('are said to hide each other where a rulebook reads the first column only', async () => {
    const shop = openWorkshop();
    const fields = '{ out: { type: boolean, columns: [opt-out, unsubscribed] } }';
    const stages = '[{ stage: disqualified, when: { out: true } }, { stage: lead }]';
    const rules = `rulebook: own\nversion: 1\nfields: ${fields}\nstages: ${stages}\n`;
    shop.write('leads.csv', 'Opt-out,Unsubscribed\n0,1\n');
    shop.write('rules.yaml', rules);
    const run = () => leadsieve(['qualify', 'leads.csv', '-r', 'rules.yaml', ...AS_OF], { cwd: shop.path });
    const { err: stderr } = await run();
    expect(stderr).toContain(
      'leads: out reads "Unsubscribed" only where "Opt-out" is blank; with `combine: any` one refusal is enough\n',
    );
    shop.write('rules.yaml', rules.replace('unsubscribed]', 'unsubscribed], combine: any'));
    expect((await run()).err).not.toContain('combine');
    expect(shop.read('qualified/leads.annotated.csv')).toContain('0,1,disqualified');
    const explained = await leadsieve(['explain', 'leads.csv', '-r', 'rules.yaml', '--lead', '1', ...AS_OF], {
      cwd: shop.path,
    });
    expect(explained.out).toMatch(/out.*yes.*Unsubscribed|out.*Unsubscribed.*yes/);
  });

  test('that cannot be read keep leads of a draft back, and those that are left out are marked in it', async () => {
    const shop = openWorkshop();
    const list = ['Email,Job Title,Unsubscribed,Hard bounce,Lead Owner Email'];
    const rows = ['0', '1', 'perhaps'].map(
      (cell, row) => `lead-${row}@alder.example,CEO,${cell},no,sam@seller.example`,
    );
    shop.write('leads.csv', [...list, ...rows, ...rows.slice(0, 2)].join('\n'));
    const { out: stdout } = await leadsieve(['init', 'leads.csv'], { cwd: shop.path });
    expect(stdout).toContain(
      '- { stage: review, counts_as: lead, when: { opted_out: { is: invalid } }, route: review }',
    );
    expect(stdout).toMatch(/# {3}hard_bounce: .*it may say who refused to be contacted/);
    expect(stdout).toMatch(
      /# {3}lead_owner_email: .*like email, but the rest of the header may change what it means/,
    );
    const { out: inspected } = await leadsieve(['inspect', 'leads.csv'], { cwd: shop.path });
    expect(inspected).toContain('it may say who refused to be contacted, and is not read');
  });
});
