/** Something that wants to stand with its middle at `centre`. */
export type Wish = { readonly centre: number; readonly size: number }

type Group = {
  readonly members: readonly Wish[]
  readonly offsets: readonly number[]
  readonly middle: number
}

function groupOf(members: readonly Wish[], gap: number): Group {
  const offsets: number[] = []
  let reach = 0
  for (const { size } of members) {
    offsets.push(reach + size / 2)
    reach += size + gap
  }
  const wished = members.map(({ centre }, index) => centre - (offsets[index] ?? 0))
  return { members, offsets, middle: wished.reduce((sum, each) => sum + each, 0) / members.length }
}

function lastCentre({ middle, offsets }: Group): number {
  return middle + (offsets.at(-1) ?? 0)
}

/**
 * Stands things along a line without overlap, moved as little as possible in
 * all: neighbours that want the same place form a group that shares the way
 * (pool adjacent violators). Wishes come in order; the answer is their middles.
 */
export function spread(wishes: readonly Wish[], gap: number): readonly number[] {
  const groups: Group[] = []
  for (const wish of wishes) {
    let group = groupOf([wish], gap)
    for (;;) {
      const before = groups.at(-1)
      const lastSize = before?.members.at(-1)?.size ?? 0
      const firstSize = group.members[0]?.size ?? 0
      const firstCentre = group.middle + (group.offsets[0] ?? 0)
      if (before === undefined || firstCentre - lastCentre(before) >= (lastSize + firstSize) / 2 + gap) break
      groups.pop()
      group = groupOf([...before.members, ...group.members], gap)
    }
    groups.push(group)
  }
  return groups.flatMap(({ middle, offsets }) => offsets.map((offset) => middle + offset))
}
