import type { GetInsightSelectorsResponse } from '@aws-sdk/client-cloudtrail'
import type { Observed } from '../../../../model/observed.ts'
import { type Selectors, selectorsSchema } from '../../../../model/selector.ts'
import { given, withoutMember } from './answer.ts'

interface Answered {
  readonly EventSelectors?: unknown
  readonly AdvancedEventSelectors?: unknown
}

/**
 * Selectors as AWS answers them, both lists, also where both are empty (R5). A selector of a shape that is not known is
 * unknown as a whole: leaving out what is not understood would say that it selects more, or less, than it does.
 */
export const selectorsOf = (answer: Answered): Observed<Selectors> => {
  const { EventSelectors, AdvancedEventSelectors } = answer
  if (EventSelectors === undefined && AdvancedEventSelectors === undefined) {
    return withoutMember('list of selectors')
  }
  const parsed = selectorsSchema.safeParse(given({ EventSelectors, AdvancedEventSelectors }))
  if (parsed.success) return { known: parsed.data }
  const at = parsed.error.issues[0]?.path.join('.') ?? ''
  return { unknown: 'not-supported', detail: `a selector of a shape that is not known, at ${at}` }
}

type Insights = readonly { type: string; categories?: string[] | undefined }[]

/** The kinds of Insights that a trail looks for. */
export const insightsOf = ({ InsightSelectors }: GetInsightSelectorsResponse): Insights =>
  (InsightSelectors ?? []).flatMap(({ InsightType, EventCategories }) =>
    InsightType === undefined
      ? []
      : [{ type: InsightType, ...given({ categories: EventCategories?.map(String) }) }],
  )
