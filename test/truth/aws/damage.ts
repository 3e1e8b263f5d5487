import { gzipSync } from 'node:zlib'
import type { Random } from '../random.ts'
import type { Fault, LogFile } from './types.ts'

/** A file as it lies in front of us: where, and its bytes. */
export interface StoredFile {
  /** Path below the bucket's folder; the key in CloudTrail's layout unless it was renamed. */
  readonly path: string
  readonly bytes: Uint8Array
}

const json = (records: readonly unknown[]) => JSON.stringify({ Records: records })
const gzip = (content: string | Uint8Array) => new Uint8Array(gzipSync(content, { level: 1 }))

/** One record changed so that it seems harmless; its id stays. */
const alteredRecord = (record: Readonly<Record<string, unknown>>) => ({
  ...record,
  eventName: 'DescribeRegions',
  eventSource: 'ec2.amazonaws.com',
  readOnly: true,
  managementEvent: true,
  eventCategory: 'Management',
  requestParameters: null,
  responseElements: null,
  resources: undefined,
})

/** The records that can still be read out of a file: those that questions may find. */
export const readable = (f: LogFile): readonly Readonly<Record<string, unknown>>[] => {
  const all = f.copies.map((c) => c.record)
  switch (f.fate) {
    case 'read':
    case 'trailing bytes':
      return all
    case 'record removed':
      return all.filter((x) => x !== f.victim?.record)
    case 'record altered':
      return all.map((x) => (x === f.victim?.record ? alteredRecord(x) : x))
    default:
      return []
  }
}

const half = (content: string) => content.slice(0, Math.floor(content.length * 0.6))

const notText = (content: string): Uint8Array => {
  const bytes = new TextEncoder().encode(content)
  bytes[Math.floor(bytes.length / 2)] = 0xff
  return bytes
}

const corrupted = (bytes: Uint8Array): Uint8Array => {
  const out = Uint8Array.from(bytes)
  const at = Math.floor(out.length / 2)
  for (let i = at; i < Math.min(at + 8, out.length); i++) out[i] = (out[i] as number) ^ 0x5a
  return out
}

const withTail = (bytes: Uint8Array): Uint8Array =>
  Uint8Array.from([...bytes, ...gzip('{"Records":[]}')])

const damages = {
  truncated: (f, content) => [{ path: f.key, bytes: gzip(content).slice(0, -20) }],
  corrupt: (f, content) => [{ path: f.key, bytes: corrupted(gzip(content)) }],
  half: (f, content) => [{ path: f.key, bytes: gzip(half(content)) }],
  'not text': (f, content) => [{ path: f.key, bytes: gzip(notText(content)) }],
  'trailing bytes': (f, content) => [{ path: f.key, bytes: withTail(gzip(content)) }],
  'renamed truncated': (_, content, r) => [
    { path: `download-${r.hex(6)}.json.gz`, bytes: gzip(content).slice(0, -20) },
  ],
  'renamed garbage': (_, _content, r) => [
    {
      path: `download-${r.hex(6)}.bin`,
      bytes: new TextEncoder().encode(r.text('xyz\u0001 ', 200)),
    },
  ],
} as const satisfies Partial<
  Record<Fault, (f: LogFile, content: string, r: Random) => readonly StoredFile[]>
>

/** The file as stored: nothing, the whole of it, or what a fault left. */
export const stored = (f: LogFile, r: Random): readonly StoredFile[] => {
  if (f.fate in damages) {
    const damage = damages[f.fate as keyof typeof damages]
    return damage(f, json(f.copies.map((c) => c.record)), r)
  }
  const records = readable(f)
  const kept = f.fate === 'read' || f.fate === 'record removed' || f.fate === 'record altered'
  return kept ? [{ path: f.key, bytes: gzip(json(records)) }] : []
}

/** The uncompressed text of a file as CloudTrail delivered it, which its digest attests. */
export const original = (f: LogFile): string => json(f.copies.map((c) => c.record))
