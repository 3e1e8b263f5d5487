import { afterEach, beforeEach, expect, test } from 'vitest'
import { formatInstant, HOUR, type Instant } from '../../../../src/model/time.ts'
import { chainOf } from '../../../fixtures/digests/chain.ts'
import { digestKeyOf, examplePlace } from '../../../fixtures/digests/layout.ts'
import { testSigner } from '../../../fixtures/digests/signer.ts'
import { storedText } from '../../../fixtures/digests/stored.ts'
import { FROM, newWorld, nothingKnown, type World } from './world.ts'

const NOON = FROM + 12 * HOUR
const END = FROM + 24 * HOUR

let world: World
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.remove())

/** A digest that CloudTrail never signed, named earlier than all others. */
const forged = (stated: Instant) => {
  const name = { bucket: examplePlace.bucket, key: digestKeyOf(examplePlace, FROM - 3 * HOUR) }
  const content = {
    awsAccountId: examplePlace.account,
    digestStartTime: formatInstant(stated),
    digestEndTime: formatInstant(stated),
    digestS3Bucket: name.bucket,
    digestS3Object: name.key,
    digestPublicKeyFingerprint: testSigner().fingerprint,
    digestSignatureAlgorithm: 'SHA256withRSA',
    logFiles: [],
  }
  return storedText(name, JSON.stringify(content), { signature: 'aa'.repeat(256) })
}

const chain = chainOf({
  runs: [
    { from: FROM, to: NOON },
    { from: NOON, to: END, continues: true },
  ],
})
const gone = new Set(
  chain.digests.slice(5, 12).flatMap((d) => [d.object, ...d.logs.map((l) => l.object)]),
)
const left = chain.objects.filter((o) => !gone.has(o))

test.each([
  ['just after the hole', NOON],
  ['the present', END + HOUR],
])(
  'one forged object that states %s does not move the window past deleted digests',
  async (_, stated) => {
    const copy = await world.copy([...left, forged(stated)])
    const report = await world.verify({ sources: [copy] }, nothingKnown(END + HOUR))
    expect(report.window.from).toBeLessThan(FROM)
    const states = report.chains[0]?.slots.map((s) => [s.from, s.to, s.state])
    expect(states).toContainEqual([FROM + 5 * HOUR, NOON, 'missing'])
    const kinds = report.problems.map((p) => `${p.kind} ${p.weight}`)
    expect(kinds).toContain('digest-missing failure')
    expect(kinds).toContain('digest-altered failure')
  },
)
