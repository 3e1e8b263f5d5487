import type { AskRequest } from '../../model/ask.ts'
import type { Answer } from '../../model/verdict.ts'
import type { AskSources } from '../../pipeline.ts'
import { answerOf } from './answer/answer.ts'
import { paramsOf, questionOf } from './options.ts'
import { resolve } from './resolve/resolve.ts'
import { windowOf } from './window.ts'

/**
 * Answers a question with yes, no or cannot know, the evidence, the blind spots and what to do next. Throws `usage`
 * for a question, option or part that does not exist. Some ten queries at most.
 */
export const ask = async (request: AskRequest, sources: AskSources): Promise<Answer> => {
  const question = questionOf(request.question)
  const params = paramsOf(question, request.params)
  const window = windowOf(request, question, sources.evidence)
  const resolved = await resolve(question, params, window, request, sources)
  return answerOf(question, resolved, request, sources)
}
