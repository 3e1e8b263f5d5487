import { type Sql, sql } from '../../../engine/sql.ts'

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const LOWER = UPPER.toLowerCase()

/** ASCII alone: names of IAM hold nothing else, and two engines never agree on the rest. */
export const lower = (text: string): string => text.replace(/[A-Z]/g, (c) => c.toLowerCase())

/** `lower` as SQL. */
export const lowerSql = (text: Sql): Sql => sql`translate(${text}, ${UPPER}, ${LOWER})`
