/** One training case: its features, its outcome, and its weight. */
export type Case = { features: readonly number[]; right: boolean; weight: number };
export type Logistic = { bias: number; slopes: number[] };

const PENALTY = 1e-3;
const STEPS = 25;

/** Weighted logistic regression with a small ridge penalty on the standardized slopes, by Newton's method. */
export function fitLogistic(cases: readonly Case[]): Logistic {
  const size = cases[0]!.features.length;
  const { means, deviations } = standardize(cases, size);
  const rows = cases.map(({ features }) => Float64Array.from([...features.map((x, j) => (x - means[j]!) / deviations[j]!), 1]));
  const total = cases.reduce((sum, { weight }) => sum + weight, 0);
  const beta = new Float64Array(size + 1);
  for (let step = 0; step < STEPS; step++) {
    const gradient = new Float64Array(size + 1);
    const hessian = Array.from({ length: size + 1 }, () => new Float64Array(size + 1));
    for (const [i, row] of rows.entries()) {
      const p = 1 / (1 + Math.exp(-row.reduce((sum, x, j) => sum + x * beta[j]!, 0)));
      const weight = cases[i]!.weight / total;
      const error = weight * (p - (cases[i]!.right ? 1 : 0));
      for (let j = 0; j <= size; j++) {
        gradient[j]! += error * row[j]!;
        const curve = weight * p * (1 - p) * row[j]!;
        for (let k = 0; k <= size; k++) hessian[j]![k]! += curve * row[k]!;
      }
    }
    for (let j = 0; j < size; j++) {
      gradient[j]! += PENALTY * beta[j]!;
      hessian[j]![j]! += PENALTY;
    }
    const change = solve(hessian, gradient);
    for (let j = 0; j <= size; j++) beta[j]! -= change[j]!;
    if (Math.max(...change.map(Math.abs)) < 1e-6) break;
  }
  const slopes = Array.from({ length: size }, (_, j) => beta[j]! / deviations[j]!);
  return { slopes, bias: slopes.reduce((bias, slope, j) => bias - slope * means[j]!, beta[size]!) };
}

function standardize(cases: readonly Case[], size: number): { means: number[]; deviations: number[] } {
  const mean = (of: (features: readonly number[]) => number) => cases.reduce((sum, { features }) => sum + of(features), 0) / cases.length;
  const means = Array.from({ length: size }, (_, j) => mean((features) => features[j]!));
  const deviations = means.map((center, j) => Math.sqrt(mean((features) => (features[j]! - center) ** 2)) || 1);
  return { means, deviations };
}

/** Gauss-Jordan elimination with pivots. */
function solve(matrix: readonly Float64Array[], rightSide: Float64Array): Float64Array {
  const rows = matrix.map((row, i) => Float64Array.from([...row, rightSide[i]!]));
  const n = rows.length;
  for (let c = 0; c < n; c++) {
    let pivot = c;
    for (let i = c + 1; i < n; i++) if (Math.abs(rows[i]![c]!) > Math.abs(rows[pivot]![c]!)) pivot = i;
    [rows[c], rows[pivot]] = [rows[pivot]!, rows[c]!];
    for (let i = 0; i < n; i++) {
      if (i === c) continue;
      const factor = rows[i]![c]! / rows[c]![c]!;
      for (let k = c; k <= n; k++) rows[i]![k]! -= factor * rows[c]![k]!;
    }
  }
  return Float64Array.from(rows, (row, i) => row[n]! / row[i]!);
}
