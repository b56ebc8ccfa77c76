using Ledger.Api.Problems;
using Ledger.Node;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal.Counter;

/// <summary>
/// Pages of one shape: a form that does one thing. Opened it shows what it is about; sent it does it and goes on to a page that says so. What is wrong
/// stands above it and beside the fields, all at once, and nothing typed is lost.
/// </summary>
internal static class CounterForms
{
    /// <summary>Maps a form.</summary>
    /// <param name="routes">Where to.</param>
    /// <param name="route">Its address.</param>
    /// <param name="show">What its page says; refuses what is not there.</param>
    /// <param name="actAsync">Does it, and says to which page to go on.</param>
    public static void MapForm(this IEndpointRouteBuilder routes, string route, Func<FormCall, FormSketch> show, Func<FormCall, Task<string>> actAsync) =>
        routes.MapForm(route, call => Task.FromResult(show(call)), actAsync);

    /// <summary>The same, where others are asked for what its page says.</summary>
    /// <inheritdoc cref="MapForm(IEndpointRouteBuilder, string, Func{FormCall, FormSketch}, Func{FormCall, Task{string}})"/>
    public static void MapForm(this IEndpointRouteBuilder routes, string route, Func<FormCall, Task<FormSketch>> show, Func<FormCall, Task<string>> actAsync)
    {
        routes.MapGet(route, async (HttpContext context, FormDrafts drafts, CancellationToken cancel) =>
        {
            FormCall call = new(context, ClerkAct.Opened(context, drafts), sent: null, cancel);
            return Page(call, await show(call), [], StatusCodes.Status200OK);
        }).ExcludeFromDescription();
        routes.MapPost(route, (HttpContext context, CancellationToken cancel) => SendAsync(context, show, actAsync, cancel)).ExcludeFromDescription();
    }

    private static async Task<IResult> SendAsync(HttpContext context, Func<FormCall, Task<FormSketch>> show, Func<FormCall, Task<string>> actAsync, CancellationToken cancel)
    {
        PageForm form = await PageForm.ReadAsync(context, cancel);
        FormCall call = new(context, form.Filled(), form, cancel);
        FormSketch sketch = await show(call);
        try
        {
            RequireFilled(sketch, call);
            return Pages.GoTo(await actAsync(call));
        }
        catch (LedgerException refusal) when (ClerkAct.IsOfForm(refusal) || refusal.Error is LedgerError.NotAllowed)
        {
            // Of what an authority's clerk may do nothing is left but that it takes somebody else.
            LedgerException told = refusal.Error is LedgerError.NotAllowed
                ? new(LedgerError.NotAllowed, sketch.TakesAnother.Chinese, sketch.TakesAnother.English)
                : refusal;
            (IReadOnlyList<FormFault> faults, int status) = ClerkAct.Refused(context, told, FieldOf);
            return Page(call, await show(call), faults, status);
        }
    }

    private static RazorComponentResult<FormPage> Page(FormCall call, FormSketch sketch, IReadOnlyList<FormFault> faults, int status) =>
        Pages.Show<FormPage>(call.Context, new { Sketch = sketch, call.Filled, Faults = faults }, status);

    /// <summary>All that is missing, the tick included.</summary>
    private static void RequireFilled(FormSketch sketch, FormCall call)
    {
        FieldRefusal[] refusals =
        [
            .. sketch.Fields.Where(field => field.IsRequired && (field.Shape is FieldShape.File ? call.File(field.Name).IsEmpty : call.Filled[field.Name].Length == 0)).Select(field =>
                Missing("/" + field.Name, field.Label, isChosen: field.Shape is FieldShape.Choice or FieldShape.File)),
            .. sketch.Tick is null || call.Filled["confirm"] == "yes"
                ? Array.Empty<FieldRefusal>()
                : [new FieldRefusal("/confirm", LedgerError.MissingField, "请勾选确认。", "Tick that it is meant.")],
        ];
        if (refusals.Length > 0)
        {
            throw new LedgerException(refusals);
        }
    }

    /// <summary>What is said of a field that was left empty.</summary>
    internal static FieldRefusal Missing(string pointer, TextInBoth label, bool isChosen = false) => new(
        pointer, LedgerError.MissingField, $"请{(isChosen ? "选择" : "填写")}「{label.Chinese}」。", $"{(isChosen ? "Choose" : "Fill in")} “{label.English}”.");

    // What is wrong with a part of a field is wrong with the field.
    private static string FieldOf(string pointer) => pointer.TrimStart('/').Split('/')[0];
}
