namespace Energy.Clients.Authoring;

/// <summary>What the paging engine asks of a <see cref="PageSource{T}"/>: open the page at a position.</summary>
/// <param name="Position">The position, of the type that the source makes.</param>
/// <param name="Retries">The retries that this page may still use, shared by the pipeline's handlers (to the headers) and the engine (in the body).</param>
public sealed record PageRequest(PagePosition Position, RetryBudget Retries);
