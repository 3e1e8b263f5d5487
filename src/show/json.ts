import type { Instant } from '../model/time.ts'
import { formatInstant } from '../model/time.ts'
import { jsonText } from './format/safe.ts'
import { toolVersion } from './version.ts'

/** What every JSON document of Wholetrail begins with. */
export interface Envelope {
  readonly verb: string
  readonly generatedAt: Instant
  readonly window: { readonly from: Instant; readonly to: Instant } | null
  readonly inputs: Readonly<Record<string, unknown>>
}

/** One JSON document: `schema`, `tool`, `generatedAt`, `window`, `inputs`, then the verb's own part. */
export const jsonDocument = (envelope: Envelope, part: object): string =>
  jsonText(
    {
      schema: `wholetrail/${envelope.verb}/1`,
      tool: { name: 'wholetrail', version: toolVersion() },
      generatedAt: formatInstant(envelope.generatedAt),
      window:
        envelope.window === null
          ? null
          : { from: formatInstant(envelope.window.from), to: formatInstant(envelope.window.to) },
      inputs: envelope.inputs,
      ...part,
    },
    2,
  )
