import type { Sql } from '../sql.ts'

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** A list of Parquet files as a relation. DuckDB takes no parameters there, so paths are quoted. */
export const parquetFiles = (paths: readonly string[]): Sql => ({
  strings: [`read_parquet([${paths.map(literal)}], hive_partitioning = false)`],
  values: [],
})
