import { basename } from 'node:path'

/** User metadata by lower-case name without `x-amz-meta-`. */
export type Metadata = Readonly<Record<string, string>>

export const normalized = (found: unknown): Metadata | undefined => {
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return undefined
  return Object.fromEntries(
    Object.entries(found).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name.toLowerCase().replace(/^x-amz-meta-/, ''), value]] : [],
    ),
  )
}

export interface Line {
  readonly bucket: string
  readonly key: string
  readonly metadata: Metadata
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined

/** `{"key": ..., "metadata": {...}}`, with or without `bucket`; a line that is anything else says nothing. */
export const lineOf = (text: string, file: string): Line | undefined => {
  try {
    const line = JSON.parse(text) as Record<string, unknown>
    const key = textOf(line.key ?? line.Key)
    const metadata = normalized(line.metadata ?? line.Metadata)
    if (key === undefined || metadata === undefined) return undefined
    const bucket = textOf(line.bucket ?? line.Bucket) ?? basename(file).replace(/\.jsonl$/, '')
    return { bucket, key, metadata }
  } catch {
    return undefined
  }
}
