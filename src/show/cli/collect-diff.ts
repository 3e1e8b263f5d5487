import type { Effects } from '../../effects.ts'
import { WholetrailError } from '../../model/error.ts'
import { formatInstant } from '../../model/time.ts'
import { shownBox } from '../../reason/ask/answer/present.ts'
import type { SnapshotChange } from '../../reason/assess/diff/diff.ts'
import type { ExitCode } from '../exit.ts'
import { renderTable, tableFormats } from '../format/table.ts'
import { jsonDocument } from '../json.ts'
import { snapshotDiffTable, snapshotDiffText } from '../snapshot-diff-text.ts'
import type { OptionValues } from './command.ts'
import { emit, formatOf } from './emit.ts'
import { workspaceOf } from './read-options.ts'
import { snapshotFile } from './snapshot-file.ts'
import { withNames } from './snapshot-names.ts'
import { readSnapshot } from './workspace.ts'

const shown = ({ lost, gained, ...change }: SnapshotChange) => ({
  ...change,
  ...(lost === undefined ? {} : { lost: lost.map(shownBox) }),
  ...(gained === undefined ? {} : { gained: gained.map(shownBox) }),
})

/** `collect --diff A B`: exit code 3 where a change cannot be judged. */
export const collectDiff = async (
  names: readonly string[],
  options: OptionValues,
  effects: Effects,
): Promise<ExitCode> => {
  const [one, two, ...more] = names
  if (one === undefined || two === undefined || more.length > 0)
    throw new WholetrailError('usage', '--diff takes two snapshots', {
      hint: 'wholetrail collect --diff BEFORE AFTER; each a file, or a name in the folder snapshots/',
    })
  const format = formatOf(options, 'table', tableFormats)
  const workspace = workspaceOf(options, effects)
  const files = [one, two].map((name) => snapshotFile(name, workspace, effects.cwd))
  const [before, after] = await Promise.all([
    readSnapshot(files[0] ?? one),
    readSnapshot(files[1] ?? two),
  ]).catch(async (error: unknown) => {
    throw await withNames(error, workspace)
  })
  const { diffSnapshots } = await import('../../reason/assess/diff/diff.ts')
  const changes = diffSnapshots(before, after)
  const window = { from: before.collectedAt, to: after.collectedAt }
  const document = () =>
    jsonDocument(
      { verb: 'collect-diff', generatedAt: effects.now(), window, inputs: { workspace } },
      {
        before: { file: files[0], collectedAt: formatInstant(before.collectedAt) },
        after: { file: files[1], collectedAt: formatInstant(after.collectedAt) },
        changes: changes.map(shown),
      },
    )
  await emit(
    format === 'table'
      ? snapshotDiffText(changes)
      : format === 'json'
        ? document()
        : renderTable(snapshotDiffTable(changes), format),
    options,
    effects,
  )
  return changes.some((c) => c.effect === 'unknown') ? 3 : 0
}
