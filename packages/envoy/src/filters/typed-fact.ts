import { typedMessage, typeName } from '../json/any.ts'
import type { TypedMessage } from '../json/any.ts'
import { messageOf, textOf } from '../json/field.ts'
import { isObject } from '../json/json.ts'
import type { Json, JsonObject } from '../json/json.ts'
import type { Fact } from '../table/resource-table.ts'
import type { WordId } from '../words/words.ts'
import { leftOutText, loggedText } from './conditions.ts'
import { configSource } from './config-source.ts'
import { factsOf, written } from './message-shape.ts'
import type { KnownTypes, MessageShape } from './message-shape.ts'
import { resourceObject } from './istio-object.ts'
import { line, plain } from './read.ts'
import { plainText } from './value-text.ts'

/**
 * The fact of a filter or an extension that stands in its holder as a name with
 * a `typed_config`, or with the promise that one is delivered (ECDS). A type that
 * nobody reads is shown as it is.
 * @see envoy: api/envoy/config/core/v3/extension.proto (TypedExtensionConfig, ExtensionConfigSource)
 */
export function namedFact(holder: JsonObject, word: WordId, types: KnownTypes): Fact {
  const name = textOf(holder, 'name')
  const named = { word, ...(name === undefined ? {} : { name }) }
  const around = factsOf(holder, aroundTyped, types)
  const discovery = messageOf(holder, 'config_discovery')
  if (discovery !== undefined)
    return { ...named, facts: [...around, ...deliveredFacts(name, discovery, types)] }
  const typed = typedMessage(messageOf(holder, 'typed_config'))
  if (typed === undefined) return { ...named, facts: around }
  const fact = typedFact(typed, word, types)
  return { ...fact, ...named, facts: [...around, ...(fact.facts ?? [])] }
}

/** The fact of a message by its type. */
export function typedFact({ type, message }: TypedMessage, word: WordId, types: KnownTypes): Fact {
  const shape = types.get(type)
  const typeFact: Fact = { word: 'filter.type', text: type }
  if (shape === undefined) return { word, facts: [typeFact, { word: 'filter.raw', code: written(message) }] }
  const text = shape.says?.(message)
  const link = shape.link?.(message)
  const tone = shape.tone?.(message)
  return {
    word,
    ...(text === undefined ? {} : { text }),
    ...(link === undefined ? {} : { link }),
    ...(tone === undefined ? {} : { tone }),
    facts: [typeFact, ...factsOf(message, shape.fields, types)],
  }
}

/** What stands beside the configuration; the configuration itself is read by its type. */
const aroundTyped: MessageShape = [
  ['name', 'filter.name', () => []],
  [
    'typed_config',
    'filter.type',
    (value) => (typedMessage(isObject(value) ? value : undefined) ? [] : raw(value)),
  ],
  ['config_discovery', 'filter.delivered', () => []],
  ['filter_disabled', 'filter.left-out', line(leftOutText)],
  ['filter', 'filter.when', line(loggedText)],
  ['is_optional', 'filter.optional', plain],
  [
    'disabled',
    'filter.disabled',
    (value, word) => [
      { word, text: plainText(value) ?? '', ...(value === true ? { tone: 'warning' as const } : {}) },
    ],
  ],
]

function raw(value: Json): readonly Fact[] {
  return [{ word: 'filter.raw', code: written(value) }]
}

function deliveredFacts(name: string | undefined, discovery: JsonObject, types: KnownTypes): readonly Fact[] {
  const object = resourceObject(name)
  const fallback = typedMessage(messageOf(discovery, 'default_config'))
  return [
    {
      word: 'filter.delivered',
      ...(name === undefined ? {} : { text: name, link: { kind: 'row', table: 'extensions', name } }),
    },
    ...(object === undefined ? [] : [{ word: 'filter.object', text: object.name, link: object } as const]),
    ...(fallback === undefined ? [] : [typedFact(fallback, 'filter.default-config', types)]),
    ...factsOf(discovery, discoveryFields, types),
  ]
}

const discoveryFields: MessageShape = [
  ['config_source', 'filter.config-source', configSource],
  [
    'type_urls',
    'filter.type',
    (value, word) =>
      Array.isArray(value) ? value.map((url) => ({ word, text: typeName(String(url)) ?? '' })) : [],
  ],
  ['default_config', 'filter.default-config', () => []],
  ['apply_default_config_without_warming', 'filter.default-at-once', plain],
]
