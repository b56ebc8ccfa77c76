using System.Text;
using Ledger.Node.Catalogue;
using Ledger.Node.Parties;

namespace Ledger.Node.Licences;

/// <summary>What must hold of a request before anything is signed or written.</summary>
internal static class LicenceRequestRules
{
    private const int LongestNumber = 128;

    /// <summary>Checks type, identifier parts, number, holder, fields and validity; gives the type.</summary>
    /// <exception cref="LedgerException">Everything that is wrong, in this order, each with its field.</exception>
    public static LicenceType Check(IssueLicence request, LicenceTypes types)
    {
        LicenceType? type = types.Find(request.Type);
        List<FieldRefusal> refusals =
        [
            .. type is null ? [new FieldRefusal("/type", LedgerError.InvalidField, "没有登记此证照类型代码。", "This licence type is not registered.")] : SerialRefusals(request),
            .. NumberRefusals(request.Number),
            .. HolderRules.Refusals(request.Holder.CodeType, request.Holder.Name, request.Holder.Code, "/holder"),
            .. type is null ? [] : FaceRefusals(request, type),
        ];
        return refusals.Count == 0 ? type! : throw new LedgerException(refusals);
    }

    /// <summary>The type is registered and the issuer the caller's own; what is left of the identifier is its serial.</summary>
    private static IEnumerable<FieldRefusal> SerialRefusals(IssueLicence request)
    {
        if (LicenceIdentifier.FindFault(request.Type, request.Issuer, request.Serial, version: 1) is { } fault)
        {
            yield return new("/serial", LedgerError.InvalidField, fault.Chinese, fault.English);
        }
    }

    private static IEnumerable<FieldRefusal> NumberRefusals(string number)
    {
        bool fits = number.Length is > 0 and <= LongestNumber
            && VisibleText.IsVisible(number)
            && !VisibleText.HasOuterSpace(number)
            && number.IsNormalized(NormalizationForm.FormC);
        if (!fits)
        {
            yield return new(
                "/number",
                LedgerError.InvalidField,
                $"证照编号应为 1 至 {LongestNumber} 个可见字符。",
                $"The number has 1 to {LongestNumber} visible characters.");
        }
    }

    private static IEnumerable<FieldRefusal> FaceRefusals(IssueLicence request, LicenceType type)
    {
        IReadOnlyList<FieldError> errors = type.CheckFields(request.Fields);
        if (errors.Count > 0)
        {
            return errors.Select(error => Refusal("/fields/" + error.Field, error));
        }

        // The printed last day is compared only once the fields are free of errors of their own.
        return type.Validity.FindError(request.Validity, request.Fields) is { } period
            ? [Refusal((period.Field == ValidityPolicy.Field ? "/" : "/fields/") + period.Field, period)]
            : [];
    }

    private static FieldRefusal Refusal(string pointer, FieldError error) =>
        new(pointer, ErrorOf(error.Kind), error.Chinese, error.English);

    private static LedgerError ErrorOf(FieldErrorKind kind) => kind switch
    {
        FieldErrorKind.Missing => LedgerError.MissingField,
        FieldErrorKind.Unknown => LedgerError.UnknownField,
        _ => LedgerError.InvalidField,
    };
}
