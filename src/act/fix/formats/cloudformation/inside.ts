import type { TemplateMap, TemplateValue } from '../../../../reason/templates/types.ts'
import { isList, isMap } from '../../../../reason/templates/values.ts'

/** A member of a map of a template, where both are there. */
export const at = (
  value: TemplateValue | undefined,
  ...path: readonly (string | number)[]
): TemplateValue | undefined =>
  path.reduce(
    (found: TemplateValue | undefined, key) =>
      typeof key === 'number'
        ? isList(found)
          ? found[key]
          : undefined
        : isMap(found)
          ? found[key]
          : undefined,
    value,
  )

/** The maps of a list of a template. */
export const mapsIn = (value: TemplateValue | undefined): readonly TemplateMap[] =>
  isList(value) ? value.filter(isMap) : []
