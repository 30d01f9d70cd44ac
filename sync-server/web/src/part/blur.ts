/** Destroys what is under a box, as `core/src/photo/blur.rs` does, so that no face or plate can be won back. */

/** The most cells along a box's longer side. */
const MOST_CELLS = 3;
/** The shortest side of a cell, lest the cells of a small box be its very pixels. */
const LEAST_CELL_PX = 24;

/** A rectangle in fractions 0 to 1 of the picture's width and height. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

interface Span {
  start: number;
  end: number;
}

/** Overwrites every pixel of the box by the mean of its cell, in 16 steps a channel. */
export function destroy(pen: CanvasRenderingContext2D, box: Box): void {
  const { width, height } = pen.canvas;
  const x = spanOf(box.left, box.left + box.width, width);
  const y = spanOf(box.top, box.top + box.height, height);
  const part = pen.getImageData(x.start, y.start, x.end - x.start, y.end - y.start);
  const cell = Math.max(Math.ceil(Math.max(part.width, part.height) / MOST_CELLS), LEAST_CELL_PX);
  for (const rows of cut(part.height, cell)) for (const columns of cut(part.width, cell)) flatten(part, columns, rows);
  pen.putImageData(part, x.start, y.start);
}

/** Rounded outwards: a face's rim goes with the face. */
function spanOf(from: number, to: number, size: number): Span {
  const start = Math.min(Math.max(Math.floor(from * size), 0), size - 1);
  return { start, end: Math.min(Math.max(Math.ceil(to * size), start + 1), size) };
}

/** A length cut into parts of about `cell` pixels. */
function cut(length: number, cell: number): Span[] {
  const count = Math.max(Math.floor(length / cell), 1);
  const at = (part: number) => Math.floor((length * part) / count);
  return Array.from({ length: count }, (_, part) => ({ start: at(part), end: at(part + 1) }));
}

function flatten({ data, width }: ImageData, columns: Span, rows: Span): void {
  const sums = [0, 0, 0];
  const each = (work: (at: number) => void) => {
    for (let y = rows.start; y < rows.end; y += 1) for (let x = columns.start; x < columns.end; x += 1) work((y * width + x) * 4);
  };
  each((at) => sums.forEach((sum, channel) => (sums[channel] = sum + data[at + channel]!)));
  const count = (rows.end - rows.start) * (columns.end - columns.start);
  const means = sums.map((sum) => (Math.floor(sum / count) & 0xf0) | 0x08);
  each((at) => means.forEach((mean, channel) => (data[at + channel] = mean)));
}
