/** The Istio version that most pods of a mesh run; `undefined` when none tells. */
export function istioVersionOf(versions: readonly string[]): string | undefined {
  const counted = Map.groupBy(versions, (version) => version)
  const [most] = [...counted].toSorted(([, a], [, b]) => b.length - a.length)
  return most?.[0]
}
