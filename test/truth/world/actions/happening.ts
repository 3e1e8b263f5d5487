import type { Caller } from '../caller.ts'
import type { Happening } from '../happening.ts'
import type { Second } from '../time.ts'

type Given = Pick<Happening, 'source' | 'name' | 'region' | 'readOnly'> & Partial<Happening>

/** A happening with everything that is usual. A denied call has null parameters, as many real ones (R1). */
export const happening = (second: Second, caller: Caller, given: Given): Happening => {
  const outcome = given.outcome ?? 'success'
  const { request = null, response = null, ...rest } = given
  return {
    second,
    caller,
    category: 'Management',
    type: 'AwsApiCall',
    global: false,
    planted: false,
    ...rest,
    outcome,
    ...(outcome === 'denied' && given.errorCode === undefined && { errorCode: 'AccessDenied' }),
    request,
    response: outcome === 'denied' ? null : response,
  }
}

export const GLOBAL_REGION = 'us-east-1'
