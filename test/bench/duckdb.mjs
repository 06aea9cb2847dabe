/** The hand-written query in DuckDB: node duckdb.mjs LIST OUTPUT COUNTS THREADS. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

const [input, output, counts, threads] = process.argv.slice(2);
const paths = { input, output, counts };

const quoted = text => `'${text.replaceAll("'", "''")}'`;
const query = readFileSync(join(import.meta.dirname, 'query.sql'), 'utf8');

const instance = await DuckDBInstance.create(':memory:', { threads });
const connection = await instance.connect();
await connection.run(query.replace(/:(input|output|counts)\b/g, (_, name) => quoted(paths[name])));
connection.closeSync();
instance.closeSync();
