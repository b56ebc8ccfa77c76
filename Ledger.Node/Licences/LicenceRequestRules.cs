using System.Text;
using Ledger.Node.Catalogue;
using Ledger.Node.Parties;

namespace Ledger.Node.Licences;

/// <summary>What must hold of a request before anything is signed or written.</summary>
internal static class LicenceRequestRules
{
    private const int LongestNumber = 128;

    /// <summary>Checks type, identifier parts, number, holders, fields, validity, decision, what it continues and brings together.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="types">The catalogue.</param>
    /// <param name="today">The day it is in China.</param>
    /// <returns>The request with the type's legal basis and the printed components where it named none, and the type.</returns>
    /// <exception cref="LedgerException">Everything that is wrong, in this order, each with its field; or a version that cannot follow.</exception>
    public static (IssueLicence Request, LicenceType Type) Check(IssueLicence request, LicenceTypes types, DateOnly today) =>
        Check(request, types.Find(request.Type), today);

    /// <inheritdoc cref="Check(IssueLicence, LicenceTypes, DateOnly)"/>
    /// <param name="request">What was asked for.</param>
    /// <param name="type">The newest edition of its type; null where the catalogue has none.</param>
    /// <param name="today">The day it is in China.</param>
    public static (IssueLicence Request, LicenceType Type) Check(IssueLicence request, LicenceType? type, DateOnly today)
    {
        IssueLicence complete = Complete(request, type);
        FieldRefusal[] refusals = RefusalsOfWhole(complete, type, today);
        if (refusals.Length > 0)
        {
            throw new LedgerException(refusals);
        }

        request.Continues?.RequireNext(request.Act, today);
        return (complete, type!);
    }

    /// <summary>Everything that is wrong with the fields of a request, in this order; empty where nothing is.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="types">The catalogue.</param>
    /// <param name="today">The day it is in China.</param>
    public static IReadOnlyList<FieldRefusal> Refusals(IssueLicence request, LicenceTypes types, DateOnly today)
    {
        LicenceType? type = types.Find(request.Type);
        return RefusalsOfWhole(Complete(request, type), type, today);
    }

    private static FieldRefusal[] RefusalsOfWhole(IssueLicence request, LicenceType? type, DateOnly today) =>
        [
            .. type is null
                ? [Refusal("/type", "没有登记此证照类型代码。", "This licence type is not registered.")]
                : SerialRefusals(request).Concat(IssuerRefusals(request, type)),
            .. NumberRefusals(request.Number),
            .. LicenceHolderRules.Refusals(request, type),
            .. type is null ? [] : PhotoRules.Refusals(request, type),
            .. type is null ? [] : FaceRefusals(request, type),
            .. request.Decision.Refusals(today),
            .. LinkRefusals(request),
            .. type is null ? [] : ComponentRules.Refusals(request, type),
        ];

    /// <summary>What a request leaves to its type: the legal basis, the components that the face prints, the field of the photo.</summary>
    private static IssueLicence Complete(IssueLicence request, LicenceType? type) => type is null ? request : request with
    {
        Components = ComponentRules.Of(request, type),
        Fields = PhotoRules.FieldsOf(request, type),
        Decision = request.Decision.LegalBasis.Length == 0 && type.LegalBasis is string basis
            ? request.Decision with { LegalBasis = basis }
            : request.Decision,
    };

    /// <summary>The type is registered and the issuer the caller's own; what is left of the identifier is its serial.</summary>
    private static IEnumerable<FieldRefusal> SerialRefusals(IssueLicence request)
    {
        if (LicenceIdentifier.FindFault(request.Type, request.Issuer, request.Serial, version: 1) is { } fault)
        {
            yield return Refusal("/serial", fault.Chinese, fault.English);
        }
    }

    /// <summary>发证单位 of the type.</summary>
    private static IEnumerable<FieldRefusal> IssuerRefusals(IssueLicence request, LicenceType type)
    {
        if (!type.MayBeIssuedBy(request.Issuer))
        {
            yield return Refusal("/issuer", "该机构不能签发此类证照。", "This authority does not issue licences of this type.");
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
            yield return Refusal(
                "/number", $"证照编号应为 1 至 {LongestNumber} 个可见字符。", $"The number has 1 to {LongestNumber} visible characters.");
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
        return type.Validity.FindError(TermOf(request, type), request.Fields) is { } period
            ? [Refusal((period.Field == ValidityPolicy.Field ? "/" : "/fields/") + period.Field, period)]
            : [];
    }

    /// <summary>A transfer names the licence that it takes over, and a renewal runs longer than the version before.</summary>
    private static IEnumerable<FieldRefusal> LinkRefusals(IssueLicence request)
    {
        bool isTransfer = request.Act is LicenceAct.TransferIn;
        if (isTransfer != (request.TakesOver is not null) || (request.TakesOver is string other && !LicenceIdentifier.TryParse(other, out _)))
        {
            yield return Refusal(
                "/takesOver", "转入须写明所承接证照的证照标识，其他业务不写。", "A transfer names the identifier of the licence it takes over; no other act does.");
        }

        if (request.Act is LicenceAct.Renewal && request.Continues is Licence before && !RunsLonger(request.Validity, before.Validity))
        {
            yield return Refusal("/validTo", "延续后的有效期应晚于原有效期。", "A renewed licence runs longer than before.");
        }
    }

    /// <summary>
    /// The term that the type limits. A renewal within the type's window replaces the version before at once, and what is granted runs
    /// from the day after that one's last day: nobody loses days by renewing early.
    /// </summary>
    private static Validity TermOf(IssueLicence request, LicenceType type)
    {
        Validity asked = request.Validity;
        bool isEarly = request.Act is LicenceAct.Renewal
            && request.Continues?.Validity.To is DateOnly last
            && asked.From <= last && asked.To > last
            && asked.From.AddDays(type.Renewal?.WindowDays ?? 0) >= last;
        return isEarly ? new Validity(request.Continues!.Validity.To!.Value.AddDays(1), asked.To) : asked;
    }

    private static bool RunsLonger(Validity next, Validity before) => before.To is DateOnly last && (next.To is null || next.To > last);

    private static FieldRefusal Refusal(string pointer, string chinese, string english) =>
        new(pointer, LedgerError.InvalidField, chinese, english);

    private static FieldRefusal Refusal(string pointer, FieldError error) =>
        new(pointer, ErrorOf(error.Kind), error.Chinese, error.English);

    private static LedgerError ErrorOf(FieldErrorKind kind) => kind switch
    {
        FieldErrorKind.Missing => LedgerError.MissingField,
        FieldErrorKind.Unknown => LedgerError.UnknownField,
        _ => LedgerError.InvalidField,
    };
}
