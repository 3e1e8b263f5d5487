import { array } from './array.ts'
import type { Container } from './container.ts'
import { csv } from './csv.ts'
import { document } from './document.ts'
import { jsonLines } from './json-lines.ts'
import { stampedLines } from './stamped-lines.ts'

/** Every way that a file may hold records, tried in this order. */
export const containers: readonly Container[] = [document, array, jsonLines, stampedLines, csv]
