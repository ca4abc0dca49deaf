import { typedMessage } from '../json/any.ts'
import { entriesOf, messageAt, messageOf, messagesOf, numberOf, textOf } from '../json/field.ts'
import { isObject } from '../json/json.ts'
import type { JsonObject } from '../json/json.ts'

/**
 * The ways through a listener's `filter_chain_matcher` that end at a filter
 * chain: `ip=10.0.0.1 -> port=80 -> ANY`; a tree of waypoints and of gateways of
 * ambient meshes, in the place of the chains' own matches.
 * @returns nothing when no way leads to it
 * @see istio: istioctl/pkg/writer/envoy/configdump/listener.go (newMatcher)
 */
export function waysToChain(matcher: JsonObject, chain: string): readonly string[] {
  const otherwise = messageOf(matcher, 'on_no_match')
  if (actionName(otherwise) === chain) return ['UNMATCHED']
  const inner = messageOf(otherwise, 'matcher')
  return inner === undefined ? ways(matcher, chain) : ways(inner, chain)
}

function ways(matcher: JsonObject, chain: string): readonly string[] {
  const otherwise = messageOf(matcher, 'on_no_match')
  if (actionName(otherwise) === chain) return ['ANY']
  const inner = messageOf(otherwise, 'matcher')
  if (inner !== undefined) {
    const within = ways(inner, chain)
    return within.length === 0 ? ['NONE'] : within
  }
  const tree = messageOf(matcher, 'matcher_tree')
  const input = textOf(messageOf(tree, 'input'), 'name') ?? ''
  return branches(tree).flatMap(([key, onMatch]) => {
    const here = `${input}${key}`
    if (actionName(onMatch) === chain) return [here]
    const deeper = messageOf(onMatch, 'matcher')
    return deeper === undefined ? [] : ways(deeper, chain).map((way) => `${here} -> ${way}`)
  })
}

type Branch = readonly [key: string, onMatch: JsonObject]

function branches(tree: JsonObject | undefined): readonly Branch[] {
  return [
    ...mapBranches(messageOf(tree, 'exact_match_map'), '='),
    ...mapBranches(messageOf(tree, 'prefix_match_map'), '^'),
    ...rangeBranches(messageAt(tree, 'custom_match', 'typed_config')),
  ]
}

function mapBranches(map: JsonObject | undefined, sign: string): readonly Branch[] {
  return entriesOf(map, 'map').flatMap(([key, onMatch]) =>
    isObject(onMatch) ? [[`${sign}${key}`, onMatch] as const] : [],
  )
}

/** The address ranges of an `IPMatcher`; a single address without its length. */
function rangeBranches(any: JsonObject | undefined): readonly Branch[] {
  const typed = typedMessage(any)
  if (typed?.type !== 'xds.type.matcher.v3.IPMatcher') return []
  return messagesOf(typed.message, 'range_matchers').flatMap((one) =>
    messagesOf(one, 'ranges').map((range): Branch => {
      const length = numberOf(range, 'prefix_len') ?? 0
      const suffix = length === 32 || length === 128 ? '' : `/${length}`
      return [`=${textOf(range, 'address_prefix') ?? ''}${suffix}`, messageOf(one, 'on_match') ?? {}]
    }),
  )
}

/** The chain that an outcome names. */
function actionName(onMatch: JsonObject | undefined): string | undefined {
  const action = messageOf(onMatch, 'action')
  return action === undefined ? undefined : (textOf(action, 'name') ?? '')
}
