using System.Globalization;
using Ledger.Api.Problems;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Api.Portal.Counter;

/// <summary>The form of one licence type: which fields it asks for, and what is made of what was filled in.</summary>
/// <param name="type">The type.</param>
/// <param name="filled">What was filled in.</param>
internal sealed class IssueForm(LicenceType type, FilledForm filled)
{
    /// <summary>Name of the field of a photograph.</summary>
    public const string Photo = "photo";

    // What these are called above; a type may call the same field of its face otherwise.
    private static readonly Dictionary<string, TextInBoth> LabelsAbove = new()
    {
        ["holderName"] = new("名称或姓名", "Name"),
        ["holderCode"] = new("代码", "Code"),
        ["number"] = new("证照编号", "Number"),
        ["validTo"] = new("有效期至", "Valid until"),
    };

    private static readonly char[] LineEnds = ['\r', '\n', ' '];

    // What the face prints of holder, number and last day is filled in once, above, and so stands everywhere the same.
    private readonly Dictionary<string, string> _filledAbove = FilledAbove(type);

    /// <summary>The fields that are asked for, in printed order.</summary>
    public IReadOnlyList<FormField> Asked =>
    [
        .. type.Fields.Where(one => !_filledAbove.ContainsKey(one.Key) && one.Meaning is not FieldMeaning.Components).Select(one => one.Kind is FieldKind.Photo
            ? new FormField(Photo, new TextInBoth(one.Label, one.English))
            {
                IsRequired = one.Required,
                Shape = FieldShape.File,
                Hint = new(
                    $"JPEG，至多 {JpegPhoto.MaximumBytes / 1024} KB，宽 {JpegPhoto.LeastWidth} 至 {JpegPhoto.MostWidth}、高 {JpegPhoto.LeastHeight} 至 {JpegPhoto.MostHeight} 像素，不带 EXIF。",
                    $"JPEG, {JpegPhoto.MaximumBytes / 1024} KB at most, {JpegPhoto.LeastWidth} to {JpegPhoto.MostWidth} pixels wide and {JpegPhoto.LeastHeight} to {JpegPhoto.MostHeight} high, without EXIF."),
            }
            : new FormField(NameOf(one.Key), new TextInBoth(one.Label, one.English))
            {
                IsRequired = one.Required,
                Shape = one.Kind is FieldKind.Date ? FieldShape.Day : one.Values is { Count: > 0 } ? FieldShape.Choice : FieldShape.Line,
                Longest = one.MaximumLength,
                Choices = [.. (one.Values ?? []).Select(value => new Choice(value, ChoiceText.Of(value)))],
            }),
    ];

    /// <summary>Places of the joint holders that there is room for: from 2 on, the first holder being 1.</summary>
    public IReadOnlyList<int> JointPlaces =>
        [.. Enumerable.Range(2, int.TryParse(filled["jointHolders"], NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? Math.Clamp(count, 0, IssueLicence.MaximumHolders - 1) : 0)];

    private int[] JointFilled => [.. JointPlaces.Where(place => filled[$"holder{place}Name"].Length > 0 || filled[$"holder{place}Code"].Length > 0)];

    /// <summary>Name of the form's field for a field of the face.</summary>
    public static string NameOf(string key) => "field-" + key;

    /// <summary>What is called so in the upper part of the form: <c>holderName</c>, <c>holderCode</c>, <c>number</c> or <c>validTo</c>.</summary>
    public static TextInBoth LabelAbove(string name) => LabelsAbove[name];

    /// <summary>Faults in the words of the form: a field of the face that is filled in above goes by the name that it has there.</summary>
    public IReadOnlyList<FormFault> InItsWords(IReadOnlyList<FormFault> faults) =>
    [
        .. faults.Select(fault => fault.Field is string name && type.Fields.FirstOrDefault(one => _filledAbove.GetValueOrDefault(one.Key) == name) is LicenceField field
            ? fault with
            {
                Text = new(
                    fault.Text.Chinese.Replace($"「{field.Label}」", $"「{LabelsAbove[name].Chinese}」", StringComparison.Ordinal),
                    fault.Text.English.Replace(field.English, LabelsAbove[name].English, StringComparison.Ordinal)),
            }
            : fault),
    ];

    /// <summary>Name of the form's field for what the interface calls it.</summary>
    public string FieldOf(string pointer) => pointer.Split('/') switch
    {
        [_, "holder", "name"] => "holderName",
        [_, "holder", "code"] => "holderCode",
        [_, "holder", "codeType"] => "holderCodeType",
        [_, "coHolders"] => "holder2Code",
        [_, "coHolders", string place, string part] when int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < JointFilled.Length =>
            $"holder{JointFilled[index]}{char.ToUpperInvariant(part[0])}{part[1..]}",
        [_, "serial"] when filled["serial"].Length == 0 => "number",
        [_, "fields", string key] => type.Fields.Any(field => field.Key == key && field.Kind is FieldKind.Photo) ? Photo : _filledAbove.GetValueOrDefault(key, NameOf(key)),
        [_, string name, ..] => name,
        _ => pointer,
    };

    /// <summary>Whether what was filled in of holder and licence is what another form says; grounds may differ, and the kind of a code that is not there.</summary>
    public bool Repeats(FilledForm other) =>
        filled.Repeats(other, ["act", "legalBasis", "note", .. JointPlaces.Except(JointFilled).Select(place => $"holder{place}CodeType")]);

    /// <summary>What to ask of the register for a first version.</summary>
    /// <exception cref="LedgerException">All that is wrong with it at once.</exception>
    public IssueLicence ToRequest(string authority, Decision decision, ReadOnlyMemory<byte> photo, LicenceRegister register)
    {
        List<FieldRefusal> wrong = [.. MissingAbove()];
        (Validity? validity, JpegPhoto? picture) = (ReadValidity(wrong), ReadPhoto(photo, wrong));
        IssueLicence request = new(
            type.Code,
            authority,
            filled["serial"] is { Length: > 0 } serial ? serial : filled["number"],
            filled["number"],
            HolderAt("holder"),
            validity ?? new Validity(decision.DecidedOn, type.Validity.LongTermAllowed ? null : decision.DecidedOn),
            FaceOf(validity),
            decision)
        {
            CoHolders = [.. JointFilled.Select(place => HolderAt($"holder{place}"))],
            Components = [.. filled["components"].Split(LineEnds, StringSplitOptions.RemoveEmptyEntries)],
            Photo = picture,
        };
        if (wrong.Count > 0)
        {
            // These are wrong already; whatever else is, is told beside them.
            string[] told = [.. wrong.Select(refusal => FieldOf(refusal.Field)), "validFrom", "validTo"];
            wrong.AddRange(register.FindRefusals(authority, [request])[0]?.Fields.Where(other => !told.Contains(FieldOf(other.Field))) ?? []);
            throw new LedgerException(wrong);
        }

        return request;
    }

    /// <summary>What to ask of the register for the next version: all that stands in the form, and nothing else but what it does not ask for.</summary>
    /// <param name="before">The version before.</param>
    /// <param name="act">What brings it about.</param>
    /// <param name="decision">The ground.</param>
    /// <param name="photo">A new photograph; empty for the one before.</param>
    /// <exception cref="LedgerException">A day or the photograph is wrong.</exception>
    public NextVersion ToNext(OpenedLicence before, LicenceAct act, Decision decision, ReadOnlyMemory<byte> photo)
    {
        List<FieldRefusal> wrong = [.. MissingAbove()];
        (Validity? validity, JpegPhoto? picture) = (ReadValidity(wrong), ReadPhoto(photo, wrong));
        if (wrong.Count > 0)
        {
            throw new LedgerException(wrong);
        }

        Dictionary<string, string> face = FaceOf(validity);
        HashSet<string> kept = [.. type.Fields.Where(field => field.Kind is FieldKind.Photo || field.Meaning is FieldMeaning.Components).Select(field => field.Key)];
        return new NextVersion(act, decision)
        {
            Number = filled["number"],
            Holder = HolderAt("holder"),
            CoHolders = [.. JointFilled.Select(place => HolderAt($"holder{place}"))],
            Validity = validity,
            Fields = face,
            Dropped = [.. LicenceFace.FieldsOf(before.Document).Select(field => field.Key).Where(key => !face.ContainsKey(key) && !kept.Contains(key))],
            Photo = picture,
            AsOf = long.TryParse(filled["asOf"], NumberStyles.None, CultureInfo.InvariantCulture, out long asOf) ? asOf : null,
        };
    }

    private HolderIdentity HolderAt(string prefix) => new(filled[prefix + "Name"], filled[prefix + "CodeType"], filled[prefix + "Code"]);

    private static JpegPhoto? ReadPhoto(ReadOnlyMemory<byte> file, List<FieldRefusal> wrong)
    {
        try
        {
            return file.IsEmpty ? null : JpegPhoto.Parse(file);
        }
        catch (FormatException e)
        {
            wrong.Add(new FieldRefusal("/photo", LedgerError.InvalidField, "照片不符合要求：应为基线 JPEG，大小与像素如上，不带 EXIF 与注释。", $"The photo cannot be used: {e.Message}"));
            return null;
        }
    }

    private IEnumerable<FieldRefusal> MissingAbove() => new (string Name, string Pointer)[] { ("holderName", "/holder/name"), ("holderCode", "/holder/code"), ("number", "/number") }
        .Where(field => filled[field.Name].Length == 0)
        .Select(field => CounterForms.Missing(field.Pointer, LabelsAbove[field.Name]));

    private Validity? ReadValidity(List<FieldRefusal> wrong)
    {
        int before = wrong.Count;
        DateOnly? from = ReadDay("validFrom", wrong);
        bool isLongTerm = type.Validity.LongTermAllowed && filled["validTo"].Length == 0;
        DateOnly? to = isLongTerm ? null : ReadDay("validTo", wrong);
        if (from > to)
        {
            wrong.Add(new FieldRefusal("/validTo", LedgerError.InvalidField, "有效期截止日期早于起始日期。", "The last day of validity lies before the first."));
        }

        return wrong.Count == before ? new Validity(from!.Value, to) : null;
    }

    private DateOnly? ReadDay(string name, List<FieldRefusal> wrong)
    {
        if (LicenceDate.TryParse(filled[name], out DateOnly day))
        {
            return day;
        }

        (string chinese, string english) = name == "validFrom" ? ("有效期自", "Valid from") : ("有效期至", "Valid until");
        wrong.Add(new FieldRefusal("/" + name, LedgerError.InvalidField, $"{chinese}：请填写存在的日期，写作 2026-11-21。", $"{english}: fill in a date that exists, written 2026-11-21."));
        return null;
    }

    private Dictionary<string, string> FaceOf(Validity? validity)
    {
        Dictionary<string, string> face = Asked.Where(field => field.Shape is not FieldShape.File).ToDictionary(field => field.Name["field-".Length..], field => filled[field.Name]);
        foreach ((string key, string name) in _filledAbove)
        {
            face[key] = name switch
            {
                "validTo" => validity?.ToText() ?? "",
                "holderName" when type.FieldsOf(FieldMeaning.HolderName).Count() == 1 => string.Join('、', [filled[name], .. JointFilled.Select(place => filled[$"holder{place}Name"])]),
                _ => filled[name],
            };
        }

        // A field that is not filled in is left out; the register says where it must not be.
        return face.Where(field => field.Value.Length > 0).ToDictionary();
    }

    private static Dictionary<string, string> FilledAbove(LicenceType type)
    {
        Dictionary<string, string> names = [];
        foreach ((FieldMeaning meaning, string name) in new[]
        {
            (FieldMeaning.HolderName, "holderName"), (FieldMeaning.HolderCode, "holderCode"), (FieldMeaning.Number, "number"),
        })
        {
            if (type.FieldsOf(meaning).FirstOrDefault() is LicenceField field)
            {
                names[field.Key] = name;
            }
        }

        if (type.Validity.LastDayField is string last)
        {
            names[last] = "validTo";
        }

        return names;
    }
}
