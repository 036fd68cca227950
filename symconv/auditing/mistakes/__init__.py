"""The catalogue of mistakes, in the order in which they are tried and shown."""

from symconv.auditing.mistakes.all_signs import ALL_SIGNS
from symconv.auditing.mistakes.conjugated import CONJUGATED
from symconv.auditing.mistakes.conjugated_answer import CONJUGATED_ANSWER
from symconv.auditing.mistakes.constant_index import INDEX_IN_SUM
from symconv.auditing.mistakes.copied_wrong import COPIED_WRONG
from symconv.auditing.mistakes.dilation import DILATION
from symconv.auditing.mistakes.dropped_samples import DROPPED_HEAD, DROPPED_TAIL
from symconv.auditing.mistakes.extra_zeros import EXTRA_ZEROS
from symconv.auditing.mistakes.flipped import FLIPPED
from symconv.auditing.mistakes.flipped_other import FLIPPED_OTHER
from symconv.auditing.mistakes.forgot_flip import FORGOT_FLIP
from symconv.auditing.mistakes.mistake import Edit, Fit, Misreading, Mistake, Spoiled
from symconv.auditing.mistakes.negative_index import NEGATIVE_INDEX
from symconv.auditing.mistakes.no_bias import NO_BIAS
from symconv.auditing.mistakes.no_conjugate import NO_CONJUGATE
from symconv.auditing.mistakes.no_wrap import NO_WRAP
from symconv.auditing.mistakes.normalised import NORMALISED
from symconv.auditing.mistakes.off_by_one import OFF_BY_ONE
from symconv.auditing.mistakes.one_axis import ONE_AXIS
from symconv.auditing.mistakes.padding import PADDING
from symconv.auditing.mistakes.reversed_answer import REVERSED
from symconv.auditing.mistakes.rounding import ROUNDING
from symconv.auditing.mistakes.same_centre import SAME_CENTRE
from symconv.auditing.mistakes.sample_slips import ARITHMETIC_SLIP, SIGN, TERM_MISSING, TERM_TWICE
from symconv.auditing.mistakes.stride import STRIDE
from symconv.auditing.mistakes.sum_limits import SUM_LIMITS
from symconv.auditing.mistakes.swapped import SWAPPED
from symconv.auditing.mistakes.transposed_answer import TRANSPOSED
from symconv.auditing.mistakes.transposed_kernel import TRANSPOSED_KERNEL
from symconv.auditing.mistakes.wrapped import WRAPPED
from symconv.auditing.mistakes.wrong_boundary import WRONG_BOUNDARY
from symconv.auditing.mistakes.wrong_dilation import WRONG_DILATION
from symconv.auditing.mistakes.wrong_mode import WRONG_MODE
from symconv.auditing.mistakes.wrong_operation import WRONG_OPERATION
from symconv.auditing.mistakes.wrong_padding import WRONG_PADDING
from symconv.auditing.mistakes.wrong_period import WRONG_PERIOD
from symconv.auditing.mistakes.wrong_stride import WRONG_STRIDE

__all__ = ["MISTAKES", "Edit", "Fit", "Misreading", "Mistake", "Spoiled"]

MISTAKES: tuple[Mistake, ...] = (
    FORGOT_FLIP,
    FLIPPED,
    FLIPPED_OTHER,
    SWAPPED,
    WRONG_MODE,
    SAME_CENTRE,
    WRAPPED,
    WRONG_PERIOD,
    NO_CONJUGATE,
    CONJUGATED,
    ONE_AXIS,
    TRANSPOSED_KERNEL,
    PADDING,
    DILATION,
    WRONG_STRIDE,
    WRONG_PADDING,
    WRONG_DILATION,
    WRONG_BOUNDARY,
    NO_BIAS,
    SUM_LIMITS,
    REVERSED,
    OFF_BY_ONE,
    DROPPED_TAIL,
    DROPPED_HEAD,
    EXTRA_ZEROS,
    STRIDE,
    ALL_SIGNS,
    NORMALISED,
    INDEX_IN_SUM,
    NEGATIVE_INDEX,
    NO_WRAP,
    WRONG_OPERATION,
    TRANSPOSED,
    CONJUGATED_ANSWER,
    ROUNDING,
    SIGN,
    TERM_MISSING,
    TERM_TWICE,
    COPIED_WRONG,
    ARITHMETIC_SLIP,
)
