import { mergeParts } from '../../../../src/gather/collect/merge/merge.ts'
import { type Fragment, type Probe, steps } from '../../../../src/gather/collect/probe.ts'
import { probes } from '../../../../src/gather/collect/probes/list.ts'
import type { Snapshot } from '../../../../src/model/snapshot.ts'
import { answers } from './answers.ts'
import { ACCOUNT, type Canned, NOW, placeOf } from './place.ts'

const reached: Fragment = {
  accounts: [{ account: ACCOUNT, readAt: NOW, reached: { known: true } }],
}

/** What all probes of the steps before this one find of the canned account. */
export const foundBefore = async (
  step: Probe['step'] | 'end',
  canned: Canned = answers,
): Promise<Snapshot> => {
  const fragments = [reached]
  const merged = () =>
    mergeParts(
      NOW,
      'aws',
      fragments.map((fragment) => ({ at: NOW, fragment })),
    )
  for (const each of steps) {
    if (each === step) break
    const { snapshot: found } = merged()
    const here = probes.filter((probe) => probe.step === each)
    fragments.push(
      ...(await Promise.all(
        here.map((probe) => (probe as Probe).run(placeOf(probe, { found, answers: canned }))),
      )),
    )
  }
  return merged().snapshot
}
