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

