import { isPartlyKnown, type Request } from './request.ts'

/** A value of a policy with its variables (`${aws:PrincipalAccount}`) filled in; undefined where one is not known. */
export const resolveVariables = (
  value: string,
  context: Request['context'],
): string | undefined => {
  if (!value.includes('${')) return value
  let isKnown = true
  const resolved = value.replace(/\$\{([^}]*)\}/g, (_, name: string) => {
    const had = context[name.toLowerCase()]
    if (had !== undefined && !isPartlyKnown(had) && had.length === 1) return had[0] ?? ''
    isKnown = false
    return ''
  })
  return isKnown ? resolved : undefined
}
