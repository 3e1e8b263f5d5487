import type { z } from 'zod'
import { demoTrace, type StoryTrace } from '../../../test/fixtures/demo/questions/trace.ts'
import type { Effects } from '../../effects.ts'
import type { tracePartSchema } from '../trace/document.ts'
import { commandOf, documentOf } from './demo-verb.ts'

/** The last question of the demo, who it really was, and what `trace` says. */
export interface ToldTrace {
  readonly title: string
  readonly command: string
  readonly expected: string
  readonly person: string
  readonly happened: string
  readonly asExpected: boolean
  readonly answer: unknown
}

type Document = Partial<z.infer<typeof tracePartSchema>>

/** Whether a trace ends at that person and at nobody else; the user whose name is on the key is no person. */
const endsAt = ({ verdict, roots = [], nodes = [] }: Document, { root, ...told }: StoryTrace) => {
  const ends = roots.flatMap((r) => nodes.find((n) => n.id === r.node) ?? [])
  const people = ends.filter((n) => n.kind === 'person').map((n) => n.label)
  return (
    verdict === told.verdict &&
    people.length === 1 &&
    people[0] === root &&
    ends.every((n) => n.kind === 'person' || n.kind === 'user')
  )
}

/** Traces the session that stopped the trail, and compares the root with the person of the truth. */
export const traceDemo = async (
  workspace: string,
  effects: Effects,
): Promise<ToldTrace & Pick<StoryTrace, 'argv'>> => {
  const story = demoTrace()
  const { document } = await documentOf([...story.argv, '--workspace', workspace], effects)
  return {
    argv: story.argv,
    title: story.title,
    command: commandOf(story.argv),
    expected: story.verdict,
    person: story.person,
    happened: story.sentence,
    asExpected: endsAt(document as Document, story),
    answer: document,
  }
}
