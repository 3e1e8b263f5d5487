/** Names are asked for in this form: an attacker's may hold characters that XML cannot. */
export const ENCODED = { EncodingType: 'url' } as const

/** A name out of a listing: decoded where the answer says that it is encoded. */
export const decodedName = (name: string, encoding: string | undefined): string => {
  if (encoding !== 'url') return name
  try {
    return decodeURIComponent(name.replaceAll('+', ' '))
  } catch {
    return name
  }
}
