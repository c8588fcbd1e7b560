/** Keeps the regression from trusting single phrasings; the larger, the smoother. */
const RIDGE = 0.5;

/**
 * Kernel ridge regression: how much each phrasing speaks for the message, given how close it is to the message and how similar the phrasings
 * are to each other. Equivalent phrasings share their vote, so many similar phrasings of one FAQ do not outvote a better one. `similarities`
 * is n × n, row by row, with 1 on the diagonal.
 */
export function weighPhrasings(closeness: Float64Array, similarities: Float64Array): Float64Array {
  const n = closeness.length;
  const matrix = similarities.slice();
  for (let i = 0; i < n; i++) matrix[i * n + i]! += RIDGE;
  return solve(factorize(matrix, n), closeness);
}

/** Cholesky factor of a symmetric positive matrix: the lower half of the result times its transpose. Overwrites the matrix. */
function factorize(matrix: Float64Array, n: number): Float64Array {
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      const [ofI, ofJ] = [i * n, j * n];
      let sum = matrix[ofI + j]!;
      for (let k = 0; k < j; k++) sum -= matrix[ofI + k]! * matrix[ofJ + k]!;
      matrix[i * n + j] = i === j ? Math.sqrt(Math.max(sum, 1e-9)) : sum / matrix[j * n + j]!;
    }
  }
  return matrix;
}

/** The x of matrix · x = rightSide, given the matrix's Cholesky factor. */
function solve(factor: Float64Array, rightSide: Float64Array): Float64Array {
  const x = rightSide.slice();
  const n = x.length;
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i]! -= factor[i * n + k]! * x[k]!;
    x[i]! /= factor[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= factor[k * n + i]! * x[k]!;
    x[i]! /= factor[i * n + i]!;
  }
  return x;
}
