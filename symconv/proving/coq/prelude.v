(* Sums over Z/N, and what the steps of a proof rest on.

   Indices are in R, any finite commutative ring with 1 != 0; Z/N with N > 1 is one: 'Z_N. Samples are in C, any
   algebraically closed field with a conjugation and a norm; the complex numbers are one. A signal is a function
   from indices to samples; with several axes, a function of several indices. *)

Set Warnings "-notation-overridden,-ambiguous-paths".
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
Lemma sum_across (k : C) (F : R -> R -> C) (G : R -> C) :
  (forall w, sum (fun v => F v w) = k * G w) -> sum (fun v => sum (F v)) = k * sum G.
Proof. by move=> FG; rewrite /sum exchange_big /= mulr_sumr; apply: eq_bigr => w _; apply: FG. Qed.
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

