import type { Desired, DesiredKind, DesiredOf } from '../../../../model/desired.ts'
import { firstOf } from '../form.ts'
import { wholeRules, wholeTexts } from '../whole-rules.ts'
import { bucketCalls, bucketPolicyCalls } from './bucket.ts'
import type { Call, CallsOf } from './call.ts'
import { roleCalls, roleTrustCalls, scpCalls, trustedAccessCalls } from './identity.ts'
import { kmsKeyCalls } from './kms-key.ts'
import { pages } from './pages.ts'
import { shellJson, shellWord } from './shell.ts'
import { retiredTrailCalls, trailCalls } from './trail.ts'
import {
  alarmCalls,
  eventRuleCalls,
  logGroupCalls,
  metricFilterCalls,
  topicCalls,
} from './watching.ts'

const kinds: { readonly [K in DesiredKind]: CallsOf<DesiredOf<K>> } = {
  'trusted-access': trustedAccessCalls,
  'kms-key': kmsKeyCalls,
  bucket: bucketCalls,
  'bucket-policy': bucketPolicyCalls,
  topic: topicCalls,
  'log-group': logGroupCalls,
  role: roleCalls,
  trail: trailCalls,
  'event-rule': eventRuleCalls,
  'metric-filter': metricFilterCalls,
  alarm: alarmCalls,
  scp: scpCalls,
  'role-trust': roleTrustCalls,
  'retired-trail': retiredTrailCalls,
}

/** Why a thing cannot be written as commands; undefined: it can. */
export const consoleLimit = firstOf(wholeTexts, wholeRules)

/** The calls that make a thing, in order. */
export const callsOf = <K extends DesiredKind>(
  d: DesiredOf<K> & { readonly kind: K },
): readonly Call[] => kinds[d.kind](d)

/** One numbered step: what it does, and the command that does it, quoted for the shell. */
export interface ConsoleStep {
  readonly text: string
  /** Where the console does it; absent: nowhere. */
  readonly page?: string
  readonly command: string
  /** What a person must have seen before: the command is not one of those that are run together. */
  readonly later?: string
  /** A command whose exit says whether the command may run. */
  readonly guard?: string
}

const commandOf = (call: Call, region: string): string => {
  const words = [
    ...['aws', call.service, call.operation, '--region', shellWord(region)],
    ...(Object.keys(call.input).length === 0 ? [] : ['--cli-input-json', shellJson(call.input)]),
    ...Object.entries(call.documents ?? {}).flatMap(([o, value]) => [`--${o}`, shellJson(value)]),
    ...Object.entries(call.variables ?? {}).flatMap(([o, name]) => [`--${o}`, `"$${name}"`]),
    ...(call.keeps === undefined
      ? []
      : ['--query', shellWord(call.keeps.query), '--output', 'text']),
  ]
  const line = words.join(' ')
  return call.keeps === undefined ? line : `${call.keeps.variable}=$(${line})`
}

const guardOf = ({ onlyIf }: Call, region: string): string | undefined => {
  if (onlyIf === undefined) return undefined
  const { call, query, is } = onlyIf
  const asked = `${commandOf(call, region)} --query ${shellWord(query)} --output text`
  return `test "$(${asked})" = ${shellWord(is)}`
}

/** The commands that make things so, in order, each of which it can say (`consoleLimit`). Nothing here runs them. */
export const printConsole = (desired: readonly Desired[]): readonly ConsoleStep[] =>
  desired.flatMap((d) =>
    callsOf(d).map((call) => {
      const { text, later } = call
      const page = pages[`${call.service} ${call.operation}`]
      const guard = guardOf(call, d.region)
      return {
        ...{ text, command: commandOf(call, d.region) },
        ...(page === undefined ? {} : { page }),
        ...(later === undefined ? {} : { later }),
        ...(guard === undefined ? {} : { guard }),
      }
    }),
  )
