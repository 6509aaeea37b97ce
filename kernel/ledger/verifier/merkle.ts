import { concat, equal, sha256 } from './bytes.ts'

/** SHA-256(0x00 ‖ entry) (RFC 6962 §2.1). */
export const leafHash = (entry: Uint8Array): Promise<Uint8Array> => sha256(concat(Uint8Array.of(0), entry))
/** SHA-256(0x01 ‖ left ‖ right). */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Promise<Uint8Array> =>
  sha256(concat(Uint8Array.of(1), left, right))

/** The root that an inclusion proof leads to (RFC 9162 §2.1.3.2); undefined where the proof does not fit index and size. */
export async function rootFromInclusion(
  index: number,
  size: number,
  leaf: Uint8Array,
  path: Uint8Array[],
): Promise<Uint8Array | undefined> {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return undefined
  let fn = index
  let sn = size - 1
  let root = leaf
  for (const hash of path) {
    if (sn === 0) return undefined
    if (fn % 2 === 1 || fn === sn) {
      root = await nodeHash(hash, root)
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2)
        sn = Math.floor(sn / 2)
      }
    } else root = await nodeHash(root, hash)
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  return sn === 0 ? root : undefined
}

/** Whether a tree of `size2` with `root2` begins with the tree of `size1` with `root1` (RFC 9162 §2.1.4.2). */
export async function consistent(
  size1: number,
  root1: Uint8Array,
  size2: number,
  root2: Uint8Array,
  proof: Uint8Array[],
): Promise<boolean> {
  if (size1 < 0 || size1 > size2) return false
  if (size1 === size2) return proof.length === 0 && equal(root1, root2)
  if (size1 === 0) return proof.length === 0
  const path = proof.slice()
  if (Number.isInteger(Math.log2(size1))) path.unshift(root1)
  if (path.length === 0) return false
  let fn = size1 - 1
  let sn = size2 - 1
  while (fn % 2 === 1) {
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  let fr = path[0]!
  let sr = path[0]!
  for (const c of path.slice(1)) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      fr = await nodeHash(c, fr)
      sr = await nodeHash(c, sr)
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2)
        sn = Math.floor(sn / 2)
      }
    } else sr = await nodeHash(sr, c)
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  return sn === 0 && equal(fr, root1) && equal(sr, root2)
}
