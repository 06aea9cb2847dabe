import { describe, expect, it } from 'vitest';
import { findBlock, matchColumns } from '../../src/lists/columns.ts';
import type { Field } from '../../src/model/rulebook.ts';

function field(name: string, ...columns: string[]): Field {
  return { name, type: 'text', columns, required: false, blank: [], aliases: [] };
}

function match(
  fields: readonly Field[],
  header: readonly string[],
  preferred?: { field: string; header: string }[],
) {
  const { value, diagnostics } = matchColumns(fields, header, preferred === undefined ? {} : { preferred });
  return { columns: value?.map(({ columns }) => columns), diagnostics };
}

describe('matchColumns', () => {
  it('tries the columns in the order of the rulebook, then the own name', () => {
    const fields = [
      field('email', 'E-mail', 'adresse e-mail'),
      field('employees', '# Employees'),
      field('budget'),
    ];
    const header = ['Employees', 'EMAIL', 'Adresse é-mail', 'e mail'];
    expect(match(fields, header).columns).toEqual([[3, 2, 1], [0], []]);
  });

  it('reads the leftmost of equal headers and says so', () => {
    const { columns, diagnostics } = match([field('email')], ['a', 'Email', 'e.mail', 'EMAIL']);
    expect(columns).toEqual([[1]]);
    expect(diagnostics).toMatchObject([
      { severity: 'warning', message: 'the header "Email" stands in columns 2, 4; column 2 is read' },
    ]);
  });

  it('lets one column feed several fields, and no column twice one field', () => {
    expect(match([field('a', 'x', 'X'), field('b', 'x')], ['x']).columns).toEqual([[0], [0]]);
  });

  it('puts the columns of --column first', () => {
    const preferred = [
      { field: 'email', header: 'Contact' },
      { field: 'email', header: 'third' },
    ];
    expect(match([field('email', 'mail')], ['mail', 'contact', 'third'], preferred).columns).toEqual([
      [1, 2, 0],
    ]);
  });

  it('names the nearest where --column is wrong', () => {
    const { diagnostics } = match([field('email')], ['Mail'], [{ field: 'emial', header: 'Maill' }]);
    expect(diagnostics.map(({ message, fix }) => `${message}. ${fix}`)).toEqual([
      '--column: there is no field "emial". did you mean "email"?',
      '--column: there is no column "Maill". did you mean "Mail"?',
    ]);
  });

  it('does not read the annotation of an earlier run, nor blank headers', () => {
    const header = ['qual_mine', '', 'qual_stage', 'qual_score', 'qual_by', 'qual_score'];
    const fields = [field('qual_stage'), field('qual_score'), field('qual_mine'), field('')];
    expect(match(fields, header).columns).toEqual([[], [5], [0], []]);
  });
});

describe('findBlock', () => {
  it.each([
    [['a', 'qual_stage', 'qual_x', 'qual_by', 'b'], { from: 1, to: 4 }],
    [['qual_stage', 'qual_by'], { from: 0, to: 2 }],
    [['qual_mine', 'qual_stage', 'qual_by', 'qual_other'], { from: 1, to: 3 }],
    [['qual_stage', 'a', 'qual_by'], undefined],
    [['qual_stage', 'qual_score'], undefined],
    [['qual_stage', 'a', 'qual_stage', 'qual_by'], { from: 2, to: 4 }],
    [['qual_by', 'qual_stage'], undefined],
    [[], undefined],
  ])('in %j is %j', (header, block) => {
    expect(findBlock(header)).toEqual(block);
  });
});
