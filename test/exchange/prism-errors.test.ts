import { describe, expect, test } from 'vitest';
import { complaints } from './importing.js';

/** A small model that is right, around what is wrong. */
const around = (inside: string, after = ''): string => `ctmc
const int N = 3;
module m
  x : [0..N];
  up : bool;
${inside}
endmodule
${after}`;

const wrongInside: readonly (readonly [string, string])[] = [
  ["  [] x<N -> 1 : (y'=1);", '6:18 the unknown name y, need a constant, variable or formula of this model'],
  ["  [] x -> 1 : (x'=1);", '6:6 a whole number, need a condition'],
  ["  [] up+1>0 -> 1 : (x'=1);", '6:6 a condition, need a number'],
  ["  [] true -> 1 : (x'=0.5);", '6:22 a number, need a whole number (floor, ceil and round give one)'],
  ["  [] true -> 1 : (x'=x/2);", '6:23 a number, need a whole number (floor, ceil and round give one)'],
  ["  [] true -> 1 : (up'=1);", '6:23 a whole number, need a condition'],
  ["  [] up=x -> 1 : (x'=1);", '6:9 a whole number, need a condition'],
  ["  [] true -> up : (x'=1);", '6:14 a condition, need a number'],
  ["  [] true -> -1 : (x'=1);", '6:3 -1, need >= 0'],
  ["  [] true -> 1 : (x'=7);", '6:3 7 for x, need 0..3'],
  ["  [] true -> 1 : (x'=1) & (x'=2);", '6:28 a second write to x in one step, need each variable written once'],
  ["  [] true -> 1 : (N'=1);", '6:19 a write to the constant N, need a variable'],
  ["  [] true -> 1 : x'=1;", "6:18 x', need '('"],
  ["  [] true -> 1 (x'=1);", "6:16 '(', need an operator or ':' before the update"],
  ["  [] true & -> 1 : (x'=1);", "6:13 '->', need a number, a name or '('"],
  ["  [] (true -> 1 : (x'=1);", "6:12 '->', need an operator or ')'"],
  ["  [] true -> sin(1) : (x'=1);", '6:14 the function sin, need min, max, floor, ceil, round, pow, mod, log'],
  ["  [] true -> log(1) : (x'=1);", '6:14 log of 1, need log of 2'],
  ["  [] true -> 1 : (x'=1)", "7:1 'endmodule', need ';'"],
  ['  c : clock;', "6:7 'clock', need a range like [0..3], bool or int"],
  ['  invariant x<2 endinvariant', '6:3 an invariant, need a module without clocks'],
  ['  y : [3..1];', '6:3 the range 3..1 of y, need a range that holds a value'],
  ['  y : [0..3] init 5;', '6:3 the initial value 5 of y, need 0..3'],
  ['  x : bool;', '6:3 x again, need another name: x is already a variable'],
  ['  P : bool;', "6:3 the keyword P, need a variable, a command or 'endmodule'"],
];

const wrongAfter: readonly (readonly [string, string])[] = [
  ['const int k = 1/2;', '8:16 a number, need a whole number (floor, ceil and round give one)'],
  ['const double r;', '8:14 the constant r without a value, need a value here, or --const r=...'],
  ['const double r = 1/0;', '8:14 no value of the constant r, need a finite number'],
  ['const int a = b; const int b = a;', '8:11 the constant a in itself, need a constant that does not read itself'],
  ['const int k = x;', '8:15 x in the constant k, need constants only'],
  ['formula f = g; formula g = f;', '8:24 the formula g in itself, need a formula that does not read itself'],
  ['label up = x=1;', "8:7 'up', need the name of a label in double quotes"],
  ['label "a" = x;', '8:13 a whole number, need a condition'],
  ['label "a" = up; label "a" = !up;', "8:23 the label 'a' again, need each label once"],
  ['label "a" = "deadlock";', '8:13 the built-in label "deadlock", need a label of this model'],
  ['mdp', '8:1 a second type of model, need one'],
  ['module m2 = m [x=y] endmodule', "8:8 'up' of m not renamed, need every variable renamed"],
  ['module m2 = q [x=y, up=u] endmodule', '8:8 the unknown module q, need a module of this model'],
  [
    "module m2 y : bool; [] true -> 1 : (x'=1); endmodule",
    '8:37 a write to x of module m, need a variable of m2 or a global one',
  ],
  ['system m ||| m endsystem', "8:10 '|', need '||' or 'endsystem': only plain composition, a || b || c"],
  ['system m / {a} endsystem', "8:10 '/', need '||' or 'endsystem': only plain composition, a || b || c"],
  ['module m2 y : bool; endmodule system m endsystem', '8:31 a system without m2, need every module once'],
  ['init x=1 endinit', '8:7 several initial states, need one: a net starts in one state'],
  ['init x=1 & x=2 & up endinit', '8:18 no initial state, need one: a net starts in one state'],
  ['observables x endobservables', '8:1 observables, need a chain whose states are all seen'],
  ['rewards "r" x : 1; endrewards', '8:13 a whole number, need a condition'],
  ['P>=0.5 [ F x=1 ]', '8:2 the bound P>=, need P=?: a measure estimates, it does not decide'],
  ['P=? [ X x=1 ]', '8:7 the path operator X, need F, G or U'],
  ['P=? [ up W x=1 ]', '8:10 the path operator W, need F, G or U'],
  ['P=? [ F[1,2] x=1 ]', '8:8 a path from a time on, need a bound <=t, or F[t,t] for one instant'],
  ['P=? [ F<=10 x=1 {up} ]', "8:17 a filter, need ']': measures start in the initial state"],
  ['P=? [ F P>0.5 [ F x=1 ] ]', '8:9 P inside a path, need a condition on states'],
  ['S=? [ x ]', '8:7 a whole number, need a condition'],
  ['R=? [ S ]', '8:1 the reward structure 1, need a model with rewards'],
  ['R=? [ C ]', '8:7 C without a time, need C<=t'],
  [
    'E [ F x=1 ]',
    '8:1 the operator E (some path), need a section of a model, or a property P=? [ ... ], S=? [ ... ] or R=? [ ... ]',
  ],
  [
    'filter(max, P=? [ F x=1 ])',
    '8:1 a filter, need a section of a model, or a property P=? [ ... ], S=? [ ... ] or R=? [ ... ]',
  ],
  ['P=? [ F<=x up ]', '8:10 a time that reads variables, need a number or constants'],
  ['P=? [ F "nowhere" ]', '8:9 the unknown label "nowhere", need a label of this model'],
  ['1 - S=? [ up ]', '8:1 1 - this property, need 1 - P=? [ ... U ... ] or 1 - P=? [ F ... ]'],
  [
    'modul q endmodule',
    "8:1 'modul', need a section of a model, or a property P=? [ ... ], S=? [ ... ] or R=? [ ... ]",
  ],
  ['formula f = @;', "8:13 '@', need a token of PRISM's language"],
  ['#const N#', "8:1 '#', need a model that is already preprocessed"],
];

describe('what has no net is named with its place', () => {
  test.each(wrongInside)('%s', (line, expected) => {
    expect(complaints('prism', around(line))).toEqual([expected]);
  });

  test.each(wrongAfter)('%s', (line, expected) => {
    expect(complaints('prism', around("  [] x<N -> 1 : (x'=x+1);", line))[0]).toBe(expected);
  });

  test('a model that is no ctmc', () => {
    expect(complaints('prism', 'dtmc\nmodule m\n  x : bool;\nendmodule')).toEqual([
      '1:1 dtmc, need ctmc: only a chain in continuous time becomes a net',
    ]);
    expect(complaints('prism', 'module m\n  x : bool;\nendmodule')).toEqual([
      '1:1 a model that does not say its type, need ctmc: only a chain in continuous time becomes a net',
    ]);
  });

  test('everything at once, in modules, rewards and properties', () => {
    const model = around(
      "  [] x<M -> 1 : (x'=x+1);\n  [a] x<N -> 1 (x'=1);\n  [b] x<N -> 1 : (x'=q);",
      'rewards "r"\n  x>0 : ;\n  up : true;\nendrewards\nP=? [ G F up ]\nS>0.5 [ up ]',
    );
    expect(complaints('prism', model).map((line) => line.split(' ')[0])).toEqual([
      '6:8',
      '7:16',
      '8:22',
      '11:9',
      '12:8',
      '14:9',
      '15:2',
    ]);
  });

  test('a module that does not end', () => {
    expect(complaints('prism', 'ctmc\nmodule m\n  x : bool;\nrewards "r" x : 1; endrewards')).toEqual([
      "4:1 'rewards', need 'endmodule' of module m",
    ]);
  });

  test('constants given from outside', () => {
    const model = 'ctmc\nconst int N;\nconst bool b = true;\nmodule m\n  x : [0..N];\nendmodule';
    expect(complaints('prism', model, { N: '2.5' })).toEqual(["2:11 '2.5' given for N, need a whole number"]);
    expect(complaints('prism', model, { N: '2', b: '1' })).toEqual(["3:12 '1' given for b, need true or false"]);
    expect(complaints('prism', model, { N: '2', NN: '1' })).toEqual([
      'undefined:undefined a value for the unknown constant NN, need N (did you mean that?)',
    ]);
  });
});
