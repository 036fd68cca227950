(* Sums over Z/N, and what the steps of a proof rest on.

   Indices are in R, any finite commutative ring with 1 != 0; Z/N with N > 1 is one: 'Z_N. Samples are in C, any
   algebraically closed field with a conjugation and a norm; the complex numbers are one. A signal is a function
   from indices to samples; with several axes, a function of several indices. *)

From mathcomp Require Import all_ssreflect all_algebra ring.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* What exp(2 pi i k / N) is good for; on Z/N the powers of a primitive N-th root of unity have it. *)
Definition primitive_character (R : finComRingType) (C : numClosedFieldType) (turn : R -> C) : Prop :=
  [/\ forall a b, turn (a + b) = turn a * turn b,
      forall a, (turn a)^* = turn (- a) &
      forall c, \sum_(v : R) turn (v * c) = #|R|%:R * (c == 0)%:R].

Lemma turn_modulo (C : numClosedFieldType) (N : nat) (w : C) :
  (1 < N)%N -> N.-primitive_root w -> primitive_character (fun k : 'Z_N => w ^+ k).
Proof.
case: N => [|[|n]] // _; set N := n.+2 => ww; have wN := prim_expr_order ww.
have modN k : w ^+ (k %% N) = w ^+ k by rewrite [in RHS](divn_eq k N) exprD mulnC exprM wN expr1n mul1r.
have norm1 : `|w| = 1 by apply: (@pexpIrn _ N); rewrite ?nnegrE ?ler01 -?normrX ?wN ?normr1 ?expr1n.
have w0 : w != 0 by rewrite -normr_eq0 norm1 oner_eq0.
have conjw : w^* = w^-1 by apply: (mulfI w0); rewrite -normCK norm1 expr1n divff.
have mod_N k : w ^+ (k %% (Zp_trunc N).+2) = w ^+ k by exact: modN.
split=> [a b|a|c]; first by rewrite -exprD -[RHS]mod_N.
  rewrite rmorphX conjw /= mod_N; apply: (mulfI (expf_neq0 a w0)).
  by rewrite -exprD subnKC ?(ltnW (ltn_ord a)) // wN exprVn divff // expf_neq0.
rewrite card_ord; have [->|c0] := eqVneq c 0.
  by rewrite mulr1 (eq_bigr (fun _ => 1)) => [|v _]; rewrite ?sumr_const ?card_ord // mulr0 expr0.
have wc : w ^+ c != 1 by rewrite -(prim_order_dvd ww) gtnNdvd // lt0n.
rewrite mulr0; apply: (mulIf (_ : w ^+ c - 1 != 0)); first by rewrite subr_eq0.
rewrite (eq_bigr (fun v : 'I_N => (w ^+ c) ^+ v)) => [|v _]; last by rewrite -exprM mulnC -[RHS]mod_N.
by rewrite mul0r mulrC -subrX1 -exprM mulnC exprM wN expr1n subrr.
Qed.

Section Statements.

Variable R : finComRingType.
Variable C : numClosedFieldType.
Variable turn : R -> C.
Hypothesis turn_primitive : primitive_character turn.

(* N, the number of indices *)
Definition period : nat := #|R|.

Definition sum (F : R -> C) : C := \sum_(m : R) F m.
Definition kronecker (e : R) : C := (e == 0)%:R.
Definition conj (a : C) : C := a^*.
Definition imaginary : C := 'i.

Definition real (f : R -> C) : Prop := forall n, conj (f n) = f n.
Definition real_2d (f : R -> R -> C) : Prop := forall n m, conj (f n m) = f n m.
Definition real_3d (f : R -> R -> R -> C) : Prop := forall n m k, conj (f n m k) = f n m k.

(* ---------------------------------------------------------------------------------------------- numbers *)

Lemma add_eq (a b c d : C) : a = c -> b = d -> a + b = c + d. Proof. by move=> -> ->. Qed.
Lemma mul_eq (a b c d : C) : a = c -> b = d -> a * b = c * d. Proof. by move=> -> ->. Qed.
Lemma one_times (a : C) : a = 1 * a. Proof. by rewrite mul1r. Qed.
Lemma times_one (a : C) : a = a * 1. Proof. by rewrite mulr1. Qed.
Lemma scaled (k c d S T : C) : S = k * T -> c * k = d -> c * S = d * T. Proof. by move=> -> <-; rewrite mulrA. Qed.
Lemma unscaled (c S T : C) : S = 1 * T -> c * S = c * T. Proof. by move=> ->; rewrite mul1r. Qed.
Lemma times_flat (a b c S T U : C) : a * b = c -> S * T = U -> (a * S) * (b * T) = c * U.
Proof. by move=> <- <-; rewrite mulrACA. Qed.
Lemma negated (a : C) : - a = (- 1) * a. Proof. by rewrite mulN1r. Qed.

Lemma period_at0 : period%:R = 0 :> R.
Proof.
have shift1 : \sum_(a : R) a = \sum_(a : R) (a + 1).
  by rewrite (reindex (+%R^~ 1)) //; exists (+%R^~ (- 1)) => a _; rewrite ?addrK ?subrK.
by apply: (@addrI _ (\sum_(a : R) a)); rewrite addr0 [RHS]shift1 big_split sumr_const.
Qed.
Lemma period_nonzero : (period%:R : C) != 0.
Proof. by rewrite pnatr_eq0 -lt0n; apply/card_gt0P; exists 0. Qed.

Lemma conjM (a b : C) : conj (a * b) = conj a * conj b. Proof. exact: rmorphM. Qed.
Lemma conjD (a b : C) : conj (a + b) = conj a + conj b. Proof. exact: rmorphD. Qed.
Lemma conjN (a : C) : conj (- a) = - conj a. Proof. exact: rmorphN. Qed.
Lemma conjV (a : C) : conj a^-1 = (conj a)^-1. Proof. exact: fmorphV. Qed.
Lemma conjj (a : C) : conj (conj a) = a. Proof. exact: conjCK. Qed.
Lemma conj0 : conj 0 = 0. Proof. exact: rmorph0. Qed.
Lemma conj1 : conj 1 = 1. Proof. exact: rmorph1. Qed.
Lemma conj_nat (n : nat) : conj n%:R = n%:R. Proof. exact: rmorph_nat. Qed.
Lemma conj_imaginary : conj imaginary = - imaginary. Proof. exact: conjCi. Qed.
Lemma imaginary_square : imaginary * imaginary = - 1. Proof. by rewrite -expr2 sqrCi. Qed.

(* ------------------------------------------------------------------------------------------------- sums *)

Lemma sum_eq (F G : R -> C) : (forall m, F m = G m) -> sum F = sum G.
Proof. by move=> FG; apply: eq_bigr => m _; apply: FG. Qed.
Lemma sum_none : sum (fun _ => 0) = 0. Proof. exact: big1. Qed.
Lemma sum_scale (c : C) (F : R -> C) : sum (fun m => c * F m) = c * sum F. Proof. by rewrite /sum mulr_sumr. Qed.
Lemma sum_map (k : C) (F G : R -> C) : (forall m, F m = k * G m) -> sum F = k * sum G.
Proof. by move=> FG; rewrite -sum_scale; apply: sum_eq. Qed.
Lemma sum_split (F G : R -> C) (a b : C) : sum F = a -> sum G = b -> sum (fun m => F m + G m) = a + b.
Proof. by move=> <- <-; apply: big_split. Qed.
Lemma sum_mull (F : R -> C) (a : C) (H : R -> C) : (forall m, F m * a = H m) -> sum F * a = sum H.
Proof. by move=> FH; rewrite /sum mulr_suml; apply: eq_bigr => m _; apply: FH. Qed.
Lemma sum_mulr (a : C) (F H : R -> C) : (forall m, a * F m = H m) -> a * sum F = sum H.
Proof. by move=> FH; rewrite /sum mulr_sumr; apply: eq_bigr => m _; apply: FH. Qed.
Lemma conj_sum (F : R -> C) : conj (sum F) = sum (fun m => conj (F m)). Proof. exact: rmorph_sum. Qed.

(* ---------------------------------------------------------------------------------- impulses and turns *)

Lemma conj_kronecker (e : R) : conj (kronecker e) = kronecker e. Proof. exact: rmorph_nat. Qed.
Lemma kroneckerN (e : R) : kronecker (- e) = kronecker e. Proof. by rewrite /kronecker oppr_eq0. Qed.
Lemma kronecker_at0 (e : R) : e = 0 -> kronecker e = 1. Proof. by move=> ->; rewrite /kronecker eqxx. Qed.
Lemma kronecker_square (e : R) : kronecker e * kronecker e = kronecker e.
Proof. by rewrite /kronecker -natrM mulnb andbb. Qed.
Lemma impulse_use (v e : R) (K : C) (F : R -> C) (Q G H : C) :
  K = kronecker (v - e) -> G = K * F v -> F e = Q -> K * Q = H -> G = 1 * H.
Proof. by rewrite /kronecker subr_eq0 => ->; case: eqP => [->|_] -> <- <-; rewrite ?mul0r mul1r. Qed.
Lemma sum_sift (e : R) (K F : R -> C) (G : C) (B : R -> C) :
  (forall v, B v = K v * F v) -> (forall v, K v = kronecker (v - e)) -> F e = G -> sum B = 1 * G.
Proof.
move=> BF KE <-; rewrite mul1r /sum (bigD1 e) //= big1 ?BF ?KE ?kronecker_at0 ?subrr ?mul1r ?addr0 // => v ve.
by rewrite BF KE /kronecker subr_eq0 (negbTE ve) mul0r.
Qed.

Lemma turnD (a b : R) : turn (a + b) = turn a * turn b. Proof. by case: turn_primitive. Qed.
Lemma conj_turn (a : R) : conj (turn a) = turn (- a). Proof. by case: turn_primitive. Qed.
Lemma turn_at0 (e : R) : e = 0 -> turn e = 1.
Proof.
move=> ->; case: turn_primitive => _ _ /(_ 0); rewrite eqxx mulr1.
rewrite (eq_bigr (fun _ => turn 0)) => [|v _]; last by rewrite mulr0.
by rewrite sumr_const => total; apply: (mulfI period_nonzero); rewrite mulr_natl mulr1.
Qed.
Lemma sum_turn (c r : R) (T : R -> C) (F G : C) (B : R -> C) :
  (forall v, B v = T v * F) -> (forall v, T v = turn (v * c + r)) -> kronecker c * turn r * F = G ->
  sum B = period%:R * G.
Proof.
move=> BF TE <-; case: turn_primitive => _ _ /(_ c) total; rewrite /sum.
rewrite (eq_bigr (fun v => turn (v * c) * (turn r * F))) => [|v _]; last by rewrite BF TE turnD mulrA.
by rewrite -mulr_suml total -!mulrA.
Qed.

(* ------------------------------------------------------- changes of variables: x = t a and a = b x *)

Lemma reindex1 (k : C) t1 b1 (F G : R -> C) :
  (forall a1, b1 (t1 a1) = a1) -> (forall x1, t1 (b1 x1) = x1) ->
  (forall a1, F (t1 a1) = k * G a1) -> sum (fun x1 => F x1) = k * sum (fun a1 => G a1).
Proof.
move=> bt tb FG; rewrite /sum mulr_sumr (reindex t1) /=; first by apply: eq_bigr => a _; apply: FG.
by exists b1 => a _.
Qed.
Lemma reindex2 (k : C) t1 t2 b1 b2 (F G : R -> R -> C) :
  (forall a1 a2, b1 (t1 a1 a2) (t2 a1 a2) = a1) ->
  (forall a1 a2, b2 (t1 a1 a2) (t2 a1 a2) = a2) ->
  (forall x1 x2, t1 (b1 x1 x2) (b2 x1 x2) = x1) ->
  (forall x1 x2, t2 (b1 x1 x2) (b2 x1 x2) = x2) ->
  (forall a1 a2, F (t1 a1 a2) (t2 a1 a2) = k * G a1 a2) ->
  sum (fun x1 => sum (fun x2 => F x1 x2)) = k * sum (fun a1 => sum (fun a2 => G a1 a2)).
Proof.
move=> e0 e1 e2 e3 FG; rewrite /sum !pair_bigA mulr_sumr /=.
rewrite (reindex (fun p => (t1 p.1 p.2, t2 p.1 p.2))) /=; first by apply: eq_bigr => -[a1 a2] _; apply: FG.
by exists (fun p => (b1 p.1 p.2, b2 p.1 p.2)) => -[a1 a2] _; rewrite /= ?e0 ?e1 ?e2 ?e3.
Qed.
Lemma reindex3 (k : C) t1 t2 t3 b1 b2 b3 (F G : R -> R -> R -> C) :
  (forall a1 a2 a3, b1 (t1 a1 a2 a3) (t2 a1 a2 a3) (t3 a1 a2 a3) = a1) ->
  (forall a1 a2 a3, b2 (t1 a1 a2 a3) (t2 a1 a2 a3) (t3 a1 a2 a3) = a2) ->
  (forall a1 a2 a3, b3 (t1 a1 a2 a3) (t2 a1 a2 a3) (t3 a1 a2 a3) = a3) ->
  (forall x1 x2 x3, t1 (b1 x1 x2 x3) (b2 x1 x2 x3) (b3 x1 x2 x3) = x1) ->
  (forall x1 x2 x3, t2 (b1 x1 x2 x3) (b2 x1 x2 x3) (b3 x1 x2 x3) = x2) ->
  (forall x1 x2 x3, t3 (b1 x1 x2 x3) (b2 x1 x2 x3) (b3 x1 x2 x3) = x3) ->
  (forall a1 a2 a3, F (t1 a1 a2 a3) (t2 a1 a2 a3) (t3 a1 a2 a3) = k * G a1 a2 a3) ->
  sum (fun x1 => sum (fun x2 => sum (fun x3 => F x1 x2 x3))) = k * sum (fun a1 => sum (fun a2 => sum (fun a3 => G a1 a2 a3))).
Proof.
move=> e0 e1 e2 e3 e4 e5 FG; rewrite /sum !pair_bigA mulr_sumr /=.
rewrite (reindex (fun p => (t1 p.1.1 p.1.2 p.2, t2 p.1.1 p.1.2 p.2, t3 p.1.1 p.1.2 p.2))) /=; first by apply: eq_bigr => -[[a1 a2] a3] _; apply: FG.
by exists (fun p => (b1 p.1.1 p.1.2 p.2, b2 p.1.1 p.1.2 p.2, b3 p.1.1 p.1.2 p.2)) => -[[a1 a2] a3] _; rewrite /= ?e0 ?e1 ?e2 ?e3 ?e4 ?e5.
Qed.
Lemma reindex4 (k : C) t1 t2 t3 t4 b1 b2 b3 b4 (F G : R -> R -> R -> R -> C) :
  (forall a1 a2 a3 a4, b1 (t1 a1 a2 a3 a4) (t2 a1 a2 a3 a4) (t3 a1 a2 a3 a4) (t4 a1 a2 a3 a4) = a1) ->
  (forall a1 a2 a3 a4, b2 (t1 a1 a2 a3 a4) (t2 a1 a2 a3 a4) (t3 a1 a2 a3 a4) (t4 a1 a2 a3 a4) = a2) ->
  (forall a1 a2 a3 a4, b3 (t1 a1 a2 a3 a4) (t2 a1 a2 a3 a4) (t3 a1 a2 a3 a4) (t4 a1 a2 a3 a4) = a3) ->
  (forall a1 a2 a3 a4, b4 (t1 a1 a2 a3 a4) (t2 a1 a2 a3 a4) (t3 a1 a2 a3 a4) (t4 a1 a2 a3 a4) = a4) ->
  (forall x1 x2 x3 x4, t1 (b1 x1 x2 x3 x4) (b2 x1 x2 x3 x4) (b3 x1 x2 x3 x4) (b4 x1 x2 x3 x4) = x1) ->
  (forall x1 x2 x3 x4, t2 (b1 x1 x2 x3 x4) (b2 x1 x2 x3 x4) (b3 x1 x2 x3 x4) (b4 x1 x2 x3 x4) = x2) ->
  (forall x1 x2 x3 x4, t3 (b1 x1 x2 x3 x4) (b2 x1 x2 x3 x4) (b3 x1 x2 x3 x4) (b4 x1 x2 x3 x4) = x3) ->
  (forall x1 x2 x3 x4, t4 (b1 x1 x2 x3 x4) (b2 x1 x2 x3 x4) (b3 x1 x2 x3 x4) (b4 x1 x2 x3 x4) = x4) ->
  (forall a1 a2 a3 a4, F (t1 a1 a2 a3 a4) (t2 a1 a2 a3 a4) (t3 a1 a2 a3 a4) (t4 a1 a2 a3 a4) = k * G a1 a2 a3 a4) ->
  sum (fun x1 => sum (fun x2 => sum (fun x3 => sum (fun x4 => F x1 x2 x3 x4)))) = k * sum (fun a1 => sum (fun a2 => sum (fun a3 => sum (fun a4 => G a1 a2 a3 a4)))).
Proof.
move=> e0 e1 e2 e3 e4 e5 e6 e7 FG; rewrite /sum !pair_bigA mulr_sumr /=.
rewrite (reindex (fun p => (t1 p.1.1.1 p.1.1.2 p.1.2 p.2, t2 p.1.1.1 p.1.1.2 p.1.2 p.2, t3 p.1.1.1 p.1.1.2 p.1.2 p.2, t4 p.1.1.1 p.1.1.2 p.1.2 p.2))) /=; first by apply: eq_bigr => -[[[a1 a2] a3] a4] _; apply: FG.
by exists (fun p => (b1 p.1.1.1 p.1.1.2 p.1.2 p.2, b2 p.1.1.1 p.1.1.2 p.1.2 p.2, b3 p.1.1.1 p.1.1.2 p.1.2 p.2, b4 p.1.1.1 p.1.1.2 p.1.2 p.2)) => -[[[a1 a2] a3] a4] _; rewrite /= ?e0 ?e1 ?e2 ?e3 ?e4 ?e5 ?e6 ?e7.
Qed.
(* --------------------------------------------------------------------------------------- derivatives *)

(* G t = G 0 + d t + d' conj t + O(t^2) for the t in T, and so d and d' are the derivatives by t and by conj t *)
Definition expands (T : C -> Prop) (G : C -> C) (d d' : C) : Prop :=
  exists2 K, 0 <= K & forall t, T t -> `|t| <= 1 -> `|G t - G 0 - (d * t + d' * conj t)| <= K * `|t| ^+ 2.

Definition real_number (t : C) : Prop := conj t = t.
Definition any_number (t : C) : Prop := True.

(* x with t more at k *)
Definition moved (x : R -> C) (k : R) (t : C) (n : R) : C := x n + t * kronecker (n - k).
Definition moved_2d (x : R -> R -> C) (k l : R) (t : C) (n m : R) : C :=
  x n m + t * (kronecker (n - k) * kronecker (m - l)).
Definition moved_3d (x : R -> R -> R -> C) (k l j : R) (t : C) (n m i : R) : C :=
  x n m i + t * (kronecker (n - k) * kronecker (m - l) * kronecker (i - j)).

(* derivative F (moved x k) d: d is the derivative of F by x k at x, of real signals; then Wirtinger's two *)
Definition derivative (S : Type) (F : S -> C) (x : C -> S) (d : C) : Prop :=
  expands real_number (fun t => F (x t)) d 0.
Definition wirtinger (S : Type) (F : S -> C) (x : C -> S) (d : C) : Prop :=
  exists d', expands any_number (fun t => F (x t)) d d'.
Definition wirtinger_conj (S : Type) (F : S -> C) (x : C -> S) (d' : C) : Prop :=
  exists d, expands any_number (fun t => F (x t)) d d'.

Lemma expands_value (T : C -> Prop) G d d' e e' : expands T G d d' -> d = e -> d' = e' -> expands T G e e'.
Proof. by move=> ? <- <-. Qed.

Lemma expands_eq (T : C -> Prop) G H d d' :
  T 0 -> (forall t, T t -> G t = H t) -> expands T H d d' -> expands T G d d'.
Proof. by move=> T0 GH [K K0 HK]; exists K => // t Tt t1; rewrite !GH //; apply: HK. Qed.

Lemma expands_ext (T : C -> Prop) G H d d' : (forall t, G t = H t) -> expands T H d d' -> expands T G d d'.
Proof. by move=> GH [K K0 HK]; exists K => // t Tt t1; rewrite !GH; apply: HK. Qed.

Lemma expands_const (T : C -> Prop) (a : C) : expands T (fun _ => a) 0 0.
Proof. by exists 0 => // t _ _; rewrite subrr !mul0r addr0 subrr normr0. Qed.

Lemma expands_line (T : C -> Prop) (a b : C) : expands T (fun t => a + t * b) b 0.
Proof.
exists 0 => // t _ _; rewrite !mul0r !addr0 mulrC.
by rewrite [a + _]addrC addrK subrr normr0.
Qed.

Lemma expands_moved (T : C -> Prop) x k n : expands T (fun t => moved x k t n) (kronecker (n - k)) 0.
Proof. exact: expands_line. Qed.
Lemma expands_moved_2d (T : C -> Prop) x k l n m :
  expands T (fun t => moved_2d x k l t n m) (kronecker (n - k) * kronecker (m - l)) 0.
Proof. exact: expands_line. Qed.
Lemma expands_moved_3d (T : C -> Prop) x k l j n m i :
  expands T (fun t => moved_3d x k l j t n m i) (kronecker (n - k) * kronecker (m - l) * kronecker (i - j)) 0.
Proof. exact: expands_line. Qed.

Lemma expands_add (T : C -> Prop) (G H : C -> C) d d' e e' :
  expands T G d d' -> expands T H e e' -> expands T (fun t => G t + H t) (d + e) (d' + e').
Proof.
move=> [K K0 GK] [L L0 HL]; exists (K + L) => [|t Tt t1]; first exact: addr_ge0.
have -> : G t + H t - (G 0 + H 0) - ((d + e) * t + (d' + e') * conj t) =
  (G t - G 0 - (d * t + d' * conj t)) + (H t - H 0 - (e * t + e' * conj t)) by ring.
by rewrite mulrDl (le_trans (ler_norm_add _ _)) // ler_add // ?GK ?HL.
Qed.

Lemma expands_conj (T : C -> Prop) G d d' : expands T G d d' -> expands T (fun t => conj (G t)) (conj d') (conj d).
Proof.
move=> [K K0 GK]; exists K => // t Tt t1.
have -> : conj (G t) - conj (G 0) - (conj d' * t + conj d * conj t) = conj (G t - G 0 - (d * t + d' * conj t)).
  by rewrite !(conjD, conjN, conjM, conjj); ring.
by rewrite norm_conjC; apply: GK.
Qed.

Lemma linear_bound (d d' : C) : exists2 D, 0 <= D & forall t, `|d * t + d' * conj t| <= D * `|t|.
Proof.
exists (`|d| + `|d'|) => [|t]; first exact: addr_ge0.
by rewrite (le_trans (ler_norm_add _ _)) // !normrM norm_conjC mulrDl.
Qed.

Lemma expands_mul (T : C -> Prop) (G H : C -> C) d d' e e' :
  expands T G d d' -> expands T H e e' ->
  expands T (fun t => G t * H t) (d * H 0 + G 0 * e) (d' * H 0 + G 0 * e').
Proof.
move=> [K K0 GK] [L L0 HL]; have [D D0 dD] := linear_bound d d'; have [E E0 eE] := linear_bound e e'.
exists (`|G 0| * L + D * E + D * L + K * (`|H 0| + E + L)) => [|t Tt t1]; first by rewrite !(addr_ge0, mulr_ge0).
move: (GK t Tt t1) (HL t Tt t1) (dD t) (eE t); set l := d * t + _; set m := e * t + _.
set r := G t - _ - l; set s := H t - _ - m; move=> rK sL lD mE.
have -> : G t * H t - G 0 * H 0 - ((d * H 0 + G 0 * e) * t + (d' * H 0 + G 0 * e') * conj t) =
  G 0 * s + l * m + l * s + r * (H 0 + m + s) by rewrite /r /s /l /m; ring.
clearbody s r m l; have t0 : 0 <= `|t| ^+ 2 by apply: exprn_ge0.
have t2 : `|t| ^+ 2 <= 1 by apply: exprn_ile1.
have mE1 : `|m| <= E by apply: le_trans mE _; rewrite ler_pimulr.
have lD1 : `|l| <= D by apply: le_trans lD _; rewrite ler_pimulr.
have sL1 : `|s| <= L by apply: le_trans sL _; rewrite ler_pimulr.
rewrite 3!mulrDl (le_trans (ler_norm_add _ _)) // ler_add //; last first.
  rewrite normrM [K * _]mulrC -mulrA [X in X <= _]mulrC ler_pmul //.
  by rewrite (le_trans (ler_norm_add _ _)) // ler_add // (le_trans (ler_norm_add _ _)) // ler_add.
rewrite (le_trans (ler_norm_add _ _)) // ler_add //; last by rewrite normrM -mulrA ler_pmul.
rewrite (le_trans (ler_norm_add _ _)) // ler_add //; first by rewrite normrM -mulrA ler_wpmul2l.
by rewrite normrM expr2 mulrACA ler_pmul.
Qed.

Lemma expands_scale (T : C -> Prop) (c : C) G d d' :
  expands T G d d' -> expands T (fun t => c * G t) (c * d) (c * d').
Proof.
move=> Gd; apply: expands_value (expands_mul (expands_const T c) Gd) _ _; ring.
Qed.

Lemma expands_sum (T : C -> Prop) (G : C -> R -> C) (d d' : R -> C) :
  (forall m, expands T (fun t => G t m) (d m) (d' m)) ->
  expands T (fun t => sum (G t)) (sum d) (sum d').
Proof.
move=> Gd; rewrite /sum; elim: (index_enum R) => [|m ms IH].
  by rewrite !big_nil; apply: expands_ext (expands_const T 0) => t; rewrite big_nil.
by rewrite !big_cons; apply: expands_ext (expands_add (Gd m) IH) => t; rewrite big_cons.
Qed.

(* where nothing depends on conj t *)
Lemma expands_add0 (T : C -> Prop) (G H : C -> C) d e :
  expands T G d 0 -> expands T H e 0 -> expands T (fun t => G t + H t) (d + e) 0.
Proof. by move=> Gd He; apply: expands_value (expands_add Gd He) _ _; rewrite ?addr0. Qed.
Lemma expands_scale0 (T : C -> Prop) (c : C) G d : expands T G d 0 -> expands T (fun t => c * G t) (c * d) 0.
Proof. by move=> Gd; apply: expands_value (expands_scale c Gd) _ _; rewrite ?mulr0. Qed.
Lemma expands_sum0 (T : C -> Prop) (G : C -> R -> C) (d : R -> C) :
  (forall m, expands T (fun t => G t m) (d m) 0) -> expands T (fun t => sum (G t)) (sum d) 0.
Proof. by move=> Gd; apply: expands_value (expands_sum Gd) _ _; rewrite ?sum_none. Qed.

Lemma moved_at0 x k n : moved x k 0 n = x n. Proof. by rewrite /moved mul0r addr0. Qed.
Lemma moved_2d_at0 x k l n m : moved_2d x k l 0 n m = x n m. Proof. by rewrite /moved_2d mul0r addr0. Qed.
Lemma moved_3d_at0 x k l j n m i : moved_3d x k l j 0 n m i = x n m i. Proof. by rewrite /moved_3d mul0r addr0. Qed.
Lemma real_moved x k t : real x -> real_number t -> real (moved x k t).
Proof. by move=> rx rt n; rewrite conjD conjM rx rt conj_kronecker. Qed.
Lemma real_moved_2d x k l t : real_2d x -> real_number t -> real_2d (moved_2d x k l t).
Proof. by move=> rx rt n m; rewrite conjD !conjM rx rt !conj_kronecker. Qed.
Lemma real_moved_3d x k l j t : real_3d x -> real_number t -> real_3d (moved_3d x k l j t).
Proof. by move=> rx rt n m i; rewrite conjD !conjM rx rt !conj_kronecker. Qed.

Lemma derivative_by (S : Type) (F : S -> C) (x : C -> S) (G : C -> C) d e :
  (forall t, real_number t -> F (x t) = G t) -> expands real_number G d 0 -> d = e -> derivative F x e.
Proof. by move=> FG Gd <-; apply: expands_eq Gd => //; apply: conj0. Qed.
Lemma wirtinger_by (S : Type) (F : S -> C) (x : C -> S) (G : C -> C) d d' e :
  (forall t, any_number t -> F (x t) = G t) -> expands any_number G d d' -> d = e -> wirtinger F x e.
Proof. by move=> FG Gd <-; exists d'; apply: expands_eq Gd. Qed.
Lemma wirtinger_conj_by (S : Type) (F : S -> C) (x : C -> S) (G : C -> C) d d' e :
  (forall t, any_number t -> F (x t) = G t) -> expands any_number G d d' -> d' = e -> wirtinger_conj F x e.
Proof. by move=> FG Gd <-; exists d; apply: expands_eq Gd. Qed.

(* there is at most one derivative *)
Lemma small (K a : C) :
  0 <= K -> (forall t, real_number t -> `|t| <= 1 -> `|a * t| <= K * `|t| ^+ 2) -> a = 0.
Proof.
move=> K0 aK; have [//|a0] := eqVneq a 0.
have A0 : 0 < `|a| by rewrite normr_gt0.
have N0 : 0 < K + K + `|a| by rewrite ltr_paddl ?addr_ge0.
have t0 : 0 < `|a| / (K + K + `|a|) by rewrite divr_gt0.
have t1 : `|a| / (K + K + `|a|) <= 1 by rewrite ler_pdivr_mulr // mul1r ler_addr addr_ge0.
have rt : real_number (`|a| / (K + K + `|a|)) by apply/geC0_conj/ltW.
have := aK _ rt; rewrite [`|a * _|]normrM (ger0_norm (ltW t0)) => /(_ t1).
have cancel t : 0 < t -> `|a| * t <= K * t ^+ 2 -> `|a| <= K * t by move=> ?; rewrite expr2 mulrA ler_pmul2r.
move=> /(cancel _ t0); rewrite mulrA ler_pdivl_mulr // [K * _]mulrC ler_pmul2l // -addrA ger_addl.
by rewrite lt_geF // ltr_paddl.
Qed.
Lemma expands_unique (T : C -> Prop) G d d' e e' u :
  (forall t, real_number t -> T (u * t)) -> `|u| = 1 -> expands T G d d' -> expands T G e e' ->
  (d - e) * u + (d' - e') * conj u = 0.
Proof.
move=> Tu u1 [K K0 GK] [L L0 GL]; apply: (@small (K + L)) => [|t rt t1]; first exact: addr_ge0.
have ut : `|u * t| = `|t| by rewrite normrM u1 mul1r.
have -> : ((d - e) * u + (d' - e') * conj u) * t =
  (G (u * t) - G 0 - (e * (u * t) + e' * conj (u * t))) - (G (u * t) - G 0 - (d * (u * t) + d' * conj (u * t))).
  by rewrite conjM rt; ring.
rewrite (le_trans (ler_norm_sub _ _)) // addrC mulrDl ler_add // -ut; [apply: GK | apply: GL]; rewrite ?ut //; exact: Tu.
Qed.
Lemma derivative_unique (S : Type) (F : S -> C) (x : C -> S) d e : derivative F x d -> derivative F x e -> d = e.
Proof.
move=> Fd Fe; apply/eqP; rewrite -subr_eq0; apply/eqP.
have := @expands_unique _ _ _ _ _ _ 1 _ _ Fd Fe; rewrite subrr mul0r addr0 mulr1 normr1; apply=> // t rt.
by rewrite mul1r.
Qed.
Lemma wirtinger_unique (S : Type) (F : S -> C) (x : C -> S) d e : wirtinger F x d -> wirtinger F x e -> d = e.
Proof.
move=> [d' Fd] [e' Fe]; apply/eqP; rewrite -subr_eq0; apply/eqP.
have := @expands_unique _ _ _ _ _ _ 1 _ _ Fd Fe; rewrite conj1 !mulr1 normr1 => /(_ (fun _ _ => I) erefl) one.
have := @expands_unique _ _ _ _ _ _ imaginary _ _ Fd Fe; rewrite conj_imaginary normCi.
move=> /(_ (fun _ _ => I) erefl); rewrite mulrN -mulrBl => /eqP; rewrite mulf_eq0 (negbTE (neq0Ci C : imaginary != 0)) orbF => /eqP other.
have := congr2 +%R one other; rewrite addrACA subrr !addr0 -mulr2n => /eqP.
by rewrite mulrn_eq0 => /eqP.
Qed.

(* ---------------------------------------------------------------------------------------------- tactics *)

Tactic Notation "through" uconstr(middle) := refine (@etrans C _ middle _ _ _).

Ltac numbers := repeat match goal with H : is_true (?a != 0) |- context [?a != 0] => rewrite H end.
Ltac value := first
  [ by rewrite ?(mul1r, mulr1)
  | ring
  | ring: imaginary_square
  | by field; rewrite ?period_nonzero ?pnatr_eq0; numbers ].
Ltac factors := intros; cbv beta; first [by rewrite ?(mul1r, mulr1) | ring].
Ltac index := first [reflexivity | ring | rewrite ?period_at0; ring].
Ltac inverse := intros; first [reflexivity | ring].
Ltac same_kronecker :=
  first [apply: (congr1 kronecker); index | rewrite -kroneckerN; apply: (congr1 kronecker); index].
Ltac same_turn := rewrite -?turnD; first [apply: (congr1 turn); index | apply: turn_at0; index].

(* the same term, but for the way in which indices are written *)
Ltac same := cbv beta; lazymatch goal with
  | |- ?a = ?a => reflexivity
  | |- sum _ = sum _ => apply: sum_eq; intro; same
  | |- _ + _ = _ + _ => apply: add_eq; same
  | |- _ * _ = _ * _ => apply: mul_eq; same
  | |- - _ = - _ => apply: (congr1 -%R); same
  | |- conj _ = conj _ => apply: (congr1 conj); same
  | |- kronecker _ = kronecker _ => same_kronecker
  | |- turn _ = turn _ => same_turn
  | |- ?f ?a ?b ?c = ?f ?d ?e ?g => apply: (f_equal3 f); index
  | |- ?f ?a ?b = ?f ?c ?d => apply: (f_equal2 f); index
  | |- ?f ?a = ?f ?b => apply: (f_equal f); index
  end.

(* a sum of sums: the numbers move out, then the sums join *)
Ltac scale := cbv beta; lazymatch goal with
  | |- sum (fun _ => 0) = _ => apply: sum_none
  | |- sum _ = _ + _ => eapply sum_split; scale
  | |- sum _ = _ * _ => apply: sum_scale
  end.
Ltac join := cbv beta; lazymatch goal with
  | |- sum _ * _ = sum _ => apply: sum_mull; intro; join
  | |- _ * sum _ = sum _ => apply: sum_mulr; intro; join
  | |- ?a = ?a => reflexivity
  | _ => ring
  end.

(* the conjugate of a sum of products *)
Ltac real_value := match goal with
  | H : real ?f |- conj (?f _) = _ => exact: H
  | H : real_2d ?f |- conj (?f _ _) = _ => exact: H
  | H : real_3d ?f |- conj (?f _ _ _) = _ => exact: H
  end.
Ltac conjugate_number := rewrite ?(conjM, conjD, conjN, conjV, conj_nat, conj1, conj0, conjj, conj_imaginary);
  repeat match goal with H : conj ?a = ?a |- _ => rewrite ?H; clear H end; value.
Ltac conjugate_atoms := cbv beta; lazymatch goal with
  | |- conj (sum _) = sum _ => rewrite conj_sum; apply: sum_eq; intro; conjugate_atoms
  | |- conj (_ * _) = _ * _ => rewrite conjM; apply: mul_eq; conjugate_atoms
  | |- conj (conj _) = _ => apply: conjj
  | |- conj (kronecker _) = _ => apply: conj_kronecker
  | |- conj (turn _) = _ => rewrite conj_turn; same_turn
  | |- conj 1 = 1 => apply: conj1
  | |- ?a = ?a => reflexivity
  | |- _ => real_value
  end.
Ltac conjugate := lazymatch goal with
  | |- conj 0 = 0 => apply: conj0
  | |- conj (_ + _) = _ + _ => rewrite conjD; apply: add_eq; conjugate
  | |- conj (_ * _) = _ * _ => rewrite conjM; apply: mul_eq; [conjugate_number | conjugate_atoms]
  end.

(* the derivative of a product of samples *)
Ltac expanding := cbv beta; lazymatch goal with
  | |- expands _ (fun t => moved _ _ t _) _ _ => apply: expands_moved
  | |- expands _ (fun t => moved_2d _ _ _ t _ _) _ _ => apply: expands_moved_2d
  | |- expands _ (fun t => moved_3d _ _ _ _ t _ _ _) _ _ => apply: expands_moved_3d
  | |- expands _ (fun t => conj (@?A t)) _ _ => eapply expands_conj; expanding
  | |- expands _ (fun t => @?A t * @?B t) _ _ => eapply expands_mul; expanding
  | |- _ => apply: expands_const
  end.
Ltac at_start := cbv beta; rewrite ?(moved_at0, moved_2d_at0, moved_3d_at0, conj0, conj_kronecker, conjM); value.

