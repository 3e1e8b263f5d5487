import { WholetrailError } from '../../model/error.ts'
import type { CheckGroup, Severity } from '../../model/finding.ts'
import type { Check } from '../../reason/assess/check.ts'
import { DEFAULT_EXPECTATIONS, type Expectations } from '../../reason/assess/expectations.ts'
import type { Selection } from '../assess/selection.ts'
import type { OptionValues } from './command.ts'
import { accounts, text, texts } from './read-options.ts'

/** Names that are near: they have words of it in them. */
export const near = (id: string, names: readonly string[]): readonly string[] => {
  const words = id.toLowerCase().split(/[^a-z0-9]+/)
  return names
    .map((name) => ({ id: name, shared: words.filter((w) => w !== '' && name.includes(w)).length }))
    .filter((c) => c.shared > 0)
    .sort((a, b) => b.shared - a.shared)
    .slice(0, 3)
    .map((c) => c.id)
}

/** The filters. Throws `usage` for a check that does not exist: a typing error must not read as a clean answer. */
export const selectionOf = (options: OptionValues, checks: readonly Check[]): Selection => {
  const ids = texts(options, 'check')
  const strange = ids?.find((id) => !checks.some((c) => c.id === id))
  if (strange !== undefined) {
    const like = near(
      strange,
      checks.map((c) => c.id),
    )
    throw new WholetrailError('usage', `no such check: ${strange}`, {
      hint:
        like.length === 0
          ? '`wholetrail assess --list` prints them all'
          : `did you mean ${like.join(', ')}?`,
    })
  }
  return {
    checks: ids,
    groups: texts(options, 'group') as readonly CheckGroup[] | undefined,
    severities: texts(options, 'severity') as readonly Severity[] | undefined,
    accounts: accounts(options),
    regions: texts(options, 'region'),
  }
}

/** What is expected of the log, from the defaults and the options. Throws `usage`. */
export const expectationsOf = (options: OptionValues): Expectations => {
  const days = text(options, 'retentionDays')
  if (days !== undefined && !/^[1-9]\d{0,5}$/.test(days))
    throw new WholetrailError('usage', `--retention-days takes a number of days, not ${days}`)
  const trusted = texts(options, 'trustedAccount')
  const wrong = trusted?.find((id) => !/^\d{12}$/.test(id))
  if (wrong !== undefined)
    throw new WholetrailError('usage', `not an account id: ${wrong}`, {
      hint: 'an account id has twelve digits',
    })
  return {
    ...DEFAULT_EXPECTATIONS,
    ...(days === undefined ? {} : { retentionDays: Number(days) }),
    ...(trusted === undefined ? {} : { trustedAccounts: trusted }),
  }
}
