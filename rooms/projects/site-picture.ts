// Pictures for the demonstration's sites: a sky, the ground, and a building as high as the works are far. Real PNGs of our own, so
// that they go the way of every photograph.
import { crc32, deflateSync } from 'node:zlib'

const WIDTH = 240
const HEIGHT = 160
type Colour = readonly [number, number, number]
const SKY: Colour = [196, 214, 226]
const GROUND: Colour = [158, 148, 128]
const WALL: Colour = [212, 203, 186]
const WINDOW: Colour = [92, 118, 138]
const CRANE: Colour = [224, 161, 0]

function colourAt(x: number, y: number, percent: number): Colour {
  const ground = HEIGHT - 30
  if (y >= ground) return GROUND
  const top = ground - Math.round((percent * 100) / 100)
  const inside = x >= 60 && x < 170 && y >= top
  if (inside) return (x - 60) % 22 > 6 && (x - 60) % 22 < 16 && (ground - y) % 20 > 6 ? WINDOW : WALL
  if (percent < 100 && ((x >= 186 && x < 191) || (y >= 18 && y < 22 && x > 70 && x < 200))) return CRANE
  return SKY
}

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

export function sitePicture(percent: number): Uint8Array {
  const rows = Buffer.alloc(HEIGHT * (1 + WIDTH * 3))
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) rows.set(colourAt(x, y, percent), y * (1 + WIDTH * 3) + 1 + x * 3)
  const head = Buffer.alloc(13)
  head.writeUInt32BE(WIDTH, 0)
  head.writeUInt32BE(HEIGHT, 4)
  head.set([8, 2, 0, 0, 0], 8)
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', head),
      chunk('IDAT', deflateSync(rows)),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  )
}
