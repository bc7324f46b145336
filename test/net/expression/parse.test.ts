import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEPTH_MAX, parseExpression } from '../../../src/net/expression/parse.js';
import { ExpressionError, type Syntax } from '../../../src/net/expression/syntax.js';

/** The tree with every operation in parentheses. */
function shape(tree: Syntax): string {
  switch (tree.kind) {
    case 'number':
      return tree.unit === undefined ? `${tree.value}` : `${tree.value}${tree.unit}`;
    case 'name':
      return tree.name;
    case 'member':
      return `${tree.name}[${tree.subscripts.map((s) => (s === '*' ? s : shape(s))).join(',')}]`;
    case 'unary':
      return `(${tree.operator}${shape(tree.operand)})`;
    case 'binary':
      return `(${shape(tree.left)}${tree.operator}${shape(tree.right)})`;
    case 'call':
      return `${tree.function}{${tree.arguments.map(shape).join(',')}}`;
  }
}

function errorOf(text: string): ExpressionError {
  try {
    parseExpression(text);
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
  throw new Error(`'${text}' is an expression`);
}

describe('precedence and associativity', () => {
  it.each([
    ['a || b && c', '(a||(b&&c))'],
    ['a && b || c', '((a&&b)||c)'],
    ['a && b == c', '(a&&(b==c))'],
    ['a < b == c > d', '((a<b)==(c>d))'],
    ['a != b + c', '(a!=(b+c))'],
    ['a <= b + c', '(a<=(b+c))'],
    ['a + b * c', '(a+(b*c))'],
    ['a - b - c', '((a-b)-c)'],
    ['a / b / c', '((a/b)/c)'],
    ['a % b * c', '((a%b)*c)'],
    ['a - -b', '(a-(-b))'],
    ['-a * b', '((-a)*b)'],
    ['!a == b', '((!a)==b)'],
    ['!!a', '(!(!a))'],
    ['- -a', '(-(-a))'],
    ['-2^2', '(-(2^2))'],
    ['!a^2', '(!(a^2))'],
    ['2^3^2', '(2^(3^2))'],
    ['2^-1', '(2^(-1))'],
    ['2^-1^2', '(2^(-(1^2)))'],
    ['a * b^c * d', '((a*(b^c))*d)'],
    ['(a + b) * c', '((a+b)*c)'],
    ['((a))', 'a'],
    ['a\n  + b', '(a+b)'],
  ])('%s is %s', (text, expected) => {
    expect(shape(parseExpression(text))).toBe(expected);
  });
});

describe('names, members and calls', () => {
  it.each([
    ['vm(i)', 'vm[i]'],
    ['vm(2)', 'vm[2]'],
    ['hv(at(i))', 'hv[at[i]]'],
    ['sum(vm(*) == up) >= k', '(sum{(vm[*]==up)}>=k)'],
    ['m(*, i + 1, *)', 'm[*,(i+1),*]'],
    ['if(a, b, c)', 'if{a,b,c}'],
    ['min(a)', 'min{a}'],
    ['sum()', 'sum{}'],
    ['node.vm_2.state', 'node.vm_2.state'],
    ['constructor + toString(1)', '(constructor+toString[1])'],
    ['hasOwnProperty', 'hasOwnProperty'],
    ['h + d', '(h+d)'],
  ])('%s is %s', (text, expected) => {
    expect(shape(parseExpression(text))).toBe(expected);
  });

  it('a hyphen is a minus', () => {
    expect(shape(parseExpression('up-down'))).toBe('(up-down)');
  });
});

describe('numbers and units', () => {
  it.each([
    ['1000 h', '1000h'],
    ['5min', '5min'],
    ['2.5e3 seconds', '2500s'],
    ['.5 d', '0.5d'],
    ['1.', '1'],
    ['1e-3', '0.001'],
    ['-log(0.9) / 1000 h', '((-log{0.9})/1000h)'],
    ['1/8760 h', '(1/8760h)'],
    ['2 months ^ 2', '(2month^2)'],
    ['010', '10'],
  ])('%s is %s', (text, expected) => {
    expect(shape(parseExpression(text))).toBe(expected);
  });
});

describe('errors say what was found, where, and what is needed', () => {
  it.each([
    ['', 'nothing', 0, 'a number, a name'],
    ['   ', 'nothing', 3, 'a number, a name'],
    ['a +', 'the end', 3, 'a number, a name'],
    ['a + * b', "'*'", 4, 'a number, a name'],
    ['a b', "'b'", 2, 'an operator'],
    ['(a + b', 'the end', 6, "')' for the '(' at character 1"],
    ['a + b)', "')'", 5, 'an operator'],
    ['f(a', 'the end', 3, "')' for the '(' at character 2"],
    ['f(a,)', "')'", 4, 'a number, a name'],
    ['f()', "'f()'", 0, 'a subscript'],
    ['vm(* + 1)', "'+'", 5, "after the subscript '*'"],
    ['sum(*)', "'*'", 4, 'a number, a name'],
    ['min()', 'min with 0 arguments', 0, 'at least 1'],
    ['a + if(b, c)', 'if with 2 arguments', 4, '3'],
    ['floor(a, b)', 'floor with 2 arguments', 0, '1'],
    ['min + 1', "'+'", 4, "'(' after the function min"],
    ['a < b < c', "a second comparison '<'", 6, "'&&'"],
    ['a == b != c', "a second comparison '!='", 7, "'&&'"],
    ['a = b', "'='", 2, "'=='"],
    ['a === b', "'==='", 2, "'=='"],
    ['a !== b', "'!=='", 2, "'!='"],
    ['a <> b', "'<>'", 2, "'!='"],
    ['a & b', "'&'", 2, "'&&'"],
    ['a | b', "'|'", 2, "'||'"],
    ['a ** b', "'**'", 2, "'^'"],
    ['a ? b : c', "'?'", 2, 'if(condition, a, b)'],
    ['vm[1]', "'['", 2, "'('"],
    ["'up'", "'''", 0, 'without quotes'],
    ['__proto__', "'__proto__'", 0, 'a name that begins with a letter'],
    ['1_000', "'1_000'", 0, 'a decimal number'],
    ['0x10', "'0x10'", 0, 'a decimal number'],
    ['a + 2x', "'2x'", 4, 'a decimal number'],
    ['1e999', "'1e999'", 0, '1.8e308'],
    ['5 foo', "'foo'", 2, 'a unit of time'],
    ['5 constructor', "'constructor'", 2, 'a unit of time'],
    ['1 h 30 min', "'30'", 4, "'1 h + 30 min'"],
    ['1.2.3', "'.3'", 3, 'an operator'],
    ['+1', "'+'", 0, 'a number, a name'],
    ['a # b', "'#'", 2, 'an operator'],
    ['a 😀', "'😀'", 2, 'an operator'],
    ['a; b', "';'", 1, 'an operator'],
    ['a..b', "'.'", 1, 'an operator'],
  ])('%j', (text, found, offset, need) => {
    const error = errorOf(text);
    expect(error.found).toBe(found);
    expect(error.offset).toBe(offset);
    expect(error.need).toContain(need);
    expect(error.message).toBe(`found ${found} at character ${offset + 1}, need ${error.need}`);
  });

  it('reports the first thing wrong', () => {
    expect(errorOf('a b # c').offset).toBe(2);
  });
});

describe('offsets', () => {
  it('point at the operator, the name or the number', () => {
    expect(parseExpression(' a + vm(2)')).toEqual({
      kind: 'binary',
      operator: '+',
      left: { kind: 'name', name: 'a', at: 1 },
      right: { kind: 'member', name: 'vm', subscripts: [{ kind: 'number', value: 2, at: 8 }], at: 5 },
      at: 3,
    });
  });
});

describe('depth', () => {
  it.each([
    ['parentheses', (n: number) => `${'('.repeat(n)}a${')'.repeat(n)}`],
    ['calls', (n: number) => `${'abs('.repeat(n)}a${')'.repeat(n)}`],
    ['members', (n: number) => `${'f('.repeat(n)}a${')'.repeat(n)}`],
    ['minus signs', (n: number) => `${'-'.repeat(n)}a`],
    ['powers', (n: number) => `${'a^'.repeat(n)}a`],
    ['sums', (n: number) => `${'a + '.repeat(n)}a`],
    ['mixed precedence', (n: number) => `${'a||a&&a==a<a+a*-a^('.repeat(n)}a${')'.repeat(n)}`],
  ])('%s are limited, not a stack overflow', (_, text) => {
    expect(() => parseExpression(text(20))).not.toThrow();
    expect(errorOf(text(100_000)).need).toContain(`at most ${DEPTH_MAX} levels`);
  });

  it('a wide call is not deep', () => {
    expect(() => parseExpression(`sum(${'a,'.repeat(10_000)}a)`)).not.toThrow();
  });
});

it('any text parses or is refused with an offset inside it', () => {
  const piece = fc.constantFrom(...'a vm( ) , * + - ^ < <= ! && || 1 2.5 h min if( sum( # = _ . e 0x'.split(' '), ' ');
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(piece).map((parts) => parts.join('')),
        fc.string(),
      ),
      (text) => {
        try {
          parseExpression(text);
        } catch (error) {
          if (!(error instanceof ExpressionError)) throw error;
          expect(error.offset).toBeGreaterThanOrEqual(0);
          expect(error.offset).toBeLessThanOrEqual(text.length);
        }
      },
    ),
    { numRuns: 1000 },
  );
});
